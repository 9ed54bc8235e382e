package caseworktest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"

	_ "github.com/jackc/pgx/v5/stdlib" // makes and drops the databases
)

// Postgres is a PostgreSQL server of the tests' own, in a folder that goes away with it.
type Postgres struct {
	dir, bin string
	mu       sync.Mutex
	made     int // databases
}

// StartPostgres makes a database cluster and starts it. It answers ErrNoPostgres where the programs are missing. It must be stopped.
func StartPostgres(ctx context.Context, settings ...string) (*Postgres, error) {
	bin, err := postgresPrograms()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "vigie-pg-")
	if err != nil {
		return nil, err
	}
	p := &Postgres{dir: dir, bin: bin}
	if err := p.start(ctx, settings); err != nil {
		return nil, errors.Join(err, p.Stop())
	}
	return p, nil
}

// ErrNoPostgres is that there is no PostgreSQL on this machine.
var ErrNoPostgres = errors.New("PostgreSQL is not installed here (on Debian: apt-get install postgresql)")

// postgresPrograms is the folder of initdb and pg_ctl, on the path or where Debian puts them.
func postgresPrograms() (string, error) {
	if at, err := exec.LookPath("initdb"); err == nil {
		if at, err = filepath.EvalSymlinks(at); err == nil {
			return filepath.Dir(at), nil
		}
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", ErrNoPostgres
	}
	return filepath.Dir(found[len(found)-1]), nil
}

func (p *Postgres) start(ctx context.Context, settings []string) error {
	if err := p.give(); err != nil {
		return err
	}
	data := filepath.Join(p.dir, "data")
	if err := p.run(ctx, "initdb", "--pgdata", data, "--username", "postgres", "--auth", "trust", "--no-sync", "--encoding", "UTF8", "--locale", "C.UTF-8"); err != nil {
		return err
	}
	options := "-k " + p.dir + " -c listen_addresses='' -c max_connections=200"
	for _, s := range settings {
		options += " -c " + s
	}
	return p.run(ctx, "pg_ctl", "start", "--wait", "--pgdata", data, "--log", filepath.Join(p.dir, "log"), "--options", options)
}

// give hands the folder to the user postgres when we are root, since the server refuses to be root.
func (p *Postgres) give() error {
	who, err := serverUser()
	if err != nil || who == nil {
		return err
	}
	return os.Chown(p.dir, int(who.Uid), int(who.Gid))
}

func serverUser() (*syscall.Credential, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("%w: there is no user postgres", ErrNoPostgres)
	}
	uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
	gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, errors.Join(err1, err2)
}

func (p *Postgres) run(ctx context.Context, program string, args ...string) error {
	who, err := serverUser()
	if err != nil {
		return err
	}
	out, err := os.Create(filepath.Join(p.dir, program+".out")) // a file: the server keeps what it is given open
	if err != nil {
		return err
	}
	defer out.Close()
	cmd := exec.CommandContext(ctx, filepath.Join(p.bin, program), args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = p.dir, out, out
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: who}
	if err := cmd.Run(); err != nil {
		said, _ := os.ReadFile(out.Name())
		return fmt.Errorf("%s: %w: %s", program, err, said)
	}
	return nil
}

// Stop ends the server and removes its folder.
func (p *Postgres) Stop() error {
	var err error
	if _, there := os.Stat(filepath.Join(p.dir, "data", "postmaster.pid")); there == nil {
		err = p.run(context.Background(), "pg_ctl", "stop", "--mode", "immediate", "--wait", "--pgdata", filepath.Join(p.dir, "data"))
	}
	return errors.Join(err, os.RemoveAll(p.dir))
}

// NewDatabase makes an empty database and returns its address. Its texts are ordered by a language unless the store sees to it.
func (p *Postgres) NewDatabase(ctx context.Context) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.made++
	name := fmt.Sprint("office", p.made)
	db, err := sql.Open("pgx", p.address("postgres"))
	if err != nil {
		return "", err
	}
	_, err = db.ExecContext(ctx, "CREATE DATABASE "+name+" TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'fr-BE'")
	return p.address(name), errors.Join(err, db.Close())
}

func (p *Postgres) address(database string) string {
	return "postgres:///" + database + "?host=" + strings.ReplaceAll(p.dir, "/", "%2F") + "&user=postgres"
}
