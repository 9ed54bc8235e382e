package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// build makes the program as it is now.
func build(ctx context.Context, dir string) (string, error) {
	program := filepath.Join(dir, "vigie")
	out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/vigie").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build vigie: %w: %s", err, out)
	}
	return program, nil
}

// server is the program as it serves.
type server struct {
	base string
	cmd  *exec.Cmd
	log  *os.File
}

// serve starts the program on a free port of the loopback, with limits that one machine which plays a hundred people does not meet.
func (b *bench) serve(ctx context.Context) (*server, error) {
	s := &server{cmd: exec.CommandContext(ctx, b.program, "serve", "--home", b.dir, "--casework", b.at, "--address", "127.0.0.1:0", "--insecure-cookies",
		"--requests-per-second", "1000000", "--log-ins-per-minute", "1000000")}
	s.cmd.Env = append(os.Environ(), "GOMAXPROCS=2")
	s.cmd.Cancel = func() error { return s.cmd.Process.Signal(os.Interrupt) }
	s.cmd.WaitDelay = 30 * time.Second
	var err error
	if s.log, err = os.OpenFile(filepath.Join(b.dir, "serve.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); err != nil {
		return nil, err
	}
	s.cmd.Stderr = s.log
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	for lines := bufio.NewScanner(out); s.base == "" && lines.Scan(); {
		if _, at, ok := strings.Cut(lines.Text(), "Serving on "); ok {
			s.base = at
		}
	}
	if s.base == "" {
		return nil, errors.Join(errors.New("the server does not serve"), s.cmd.Wait())
	}
	return s, nil
}

// stop ends it as an office does.
func (s *server) stop() error {
	defer s.log.Close()
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	return s.cmd.Wait()
}

// kill ends it as a power cut does.
func (s *server) kill() {
	defer s.log.Close()
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait() // it was killed, and says so
}

// most is the most memory that the process has held, in MB.
func (s *server) most() int {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), "VmHWM:")
	kb, _ := strconv.Atoi(strings.Fields(rest)[0])
	return kb / 1024
}

// used is its processor time, in seconds.
func (s *server) used() float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	f := strings.Fields(string(text[strings.LastIndex(string(text), ")")+1:]))
	user, _ := strconv.Atoi(f[11])
	system, _ := strconv.Atoi(f[12])
	return float64(user+system) / 100
}

// own is this program's processor time.
func own() float64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}
