package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"vigie"
	"vigie/access"
	"vigie/api"
	"vigie/audit"
	"vigie/casework"
	"vigie/evaluation"
	"vigie/investigation"
	"vigie/pack"
	"vigie/phenomenon"
	"vigie/pipeline"
	"vigie/registry"
	"vigie/web"
)

// serving is how the server is started.
type serving struct {
	address   string
	metrics   string // host and port on which figures are read; empty: nowhere
	inbox     string // from which jobs load extracts
	insecure  bool   // cookies over plain HTTP
	private   bool   // webhooks to addresses that only the office reaches
	provider  string // file that says where the office's identity provider is
	limits    api.Limits
	reveal    float64       // score of a target from which on persons tied to it may be turned back
	sweep     time.Duration // how often reminders, expiry and schedules are looked at
	tellEvery time.Duration // how often new events are looked for
	seal      time.Duration // how often the audit log is signed
}

func newServing() serving {
	return serving{address: "127.0.0.1:8480", reveal: 0.5, sweep: time.Minute, tellEvery: time.Second / 2, seal: 15 * time.Minute}
}

func newServe(c *Config) *cobra.Command {
	s := newServing()
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the house: decisions, dossiers, jobs",
		Long: `Serve answers on --address until it is told to stop. It needs nothing beside its home: casework is kept in an SQLite file there, or in
PostgreSQL with --casework. On the first start it makes one administrator and prints a password for one log-in. Put a proxy
with TLS before it when others than this machine reach it.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.serve(cmd.Context(), s) },
	}
	f := cmd.Flags()
	f.StringVar(&s.address, "address", s.address, "host and port to listen on; port 0 takes a free one")
	f.StringVar(&s.metrics, "metrics-address", "", "host and port on which a Prometheus server reads /metrics, such as 127.0.0.1:8481; nowhere unless said")
	f.StringVar(&s.inbox, "inbox", "", "folder from which the job load takes extracts (default: inbox in the home)")
	f.BoolVar(&s.insecure, "insecure-cookies", false, "keep log-ins over plain HTTP as well, for trying it on one machine")
	f.BoolVar(&s.private, "webhooks-to-private", false, "let webhooks be on addresses that only this network reaches, over plain HTTP as well")
	f.StringVar(&s.provider, "identity-provider", "", "JSON file that says where the office's identity provider is, and what its groups give (docs/method/access.md)")
	f.Float64Var(&s.limits.PerSecond, "requests-per-second", 0, "of one address, in the long run (default 50)")
	f.Float64Var(&s.reveal, "reveal-threshold", s.reveal, "score of a target from which on the pseudonym of a person tied to it may be turned back, for a purpose")
	f.Float64Var(&s.limits.LogIns, "log-ins-per-minute", 0, "of one address (default 20)")
	return cmd
}

func (c *Config) serve(ctx context.Context, s serving) (err error) {
	if err := c.home().Make(); err != nil {
		return err
	}
	if s.inbox == "" {
		s.inbox = filepath.Join(c.Home, "inbox")
	}
	p, err := c.homePack()
	if err != nil {
		return err
	}
	store, err := casework.Open(ctx, c.caseworkAt(), c.caseworkOptions())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	server, err := c.server(p, store, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Lake.Close()) }()
	sent, err := c.traces(ctx)
	if err != nil {
		return err
	}
	if sent != nil {
		server.Traces = sent
		defer func() { err = errors.Join(err, sent.Shutdown(context.WithoutCancel(ctx))) }()
	}
	if err := c.firstStart(ctx, server.Door); err != nil {
		return err
	}
	if _, err := server.Registry.Enter(ctx, vigie.Command{At: c.now()}); err != nil {
		return err
	}
	return c.listen(ctx, server, s)
}

// server wires the rooms together.
func (c *Config) server(p *pack.Pack, store *casework.Store, s serving) (*api.Server, error) {
	guard, err := access.NewGuard()
	if err != nil {
		return nil, err
	}
	door, err := access.NewDoor(store)
	if err != nil {
		return nil, err
	}
	pseudonyms, err := c.pseudonyms()
	if err != nil {
		return nil, err
	}
	signs, err := c.disclosureKey()
	if err != nil {
		return nil, err
	}
	provider, err := c.identityProvider(s.provider)
	if err != nil {
		return nil, err
	}
	texts, err := web.Texts()
	if err != nil {
		return nil, err
	}
	office, reader := p.Office(), &pipeline.Reader{Home: c.home(), Pack: p}
	metrics := api.NewMetrics()
	metrics.Jobs(store)
	kept := metrics.Casework(store, c.now)
	desk := &investigation.Desk{Casework: kept, Guard: guard, Office: office}
	phenomena := &phenomenon.Desk{Casework: kept, Guard: guard, Office: office, Free: desk.Free}
	versions := &registry.Desk{Casework: kept, Guard: guard, Office: office, Trained: reader, Tests: phenomena}
	return &api.Server{
		Metrics: metrics, Casework: kept, Files: store, Guard: guard, Office: office, Pseudonyms: pseudonyms, Now: c.now, Version: programVersion(),
		Log:            slog.New(slog.NewJSONHandler(c.err, nil)),
		Lake:           reader,
		Texts:          texts,
		Investigations: desk,
		Phenomena:      phenomena,
		Registry:       versions,
		Signs:          signs,
		Evaluation:     &evaluation.Desk{Casework: kept, Guard: guard, Office: office},
		Queue:          &pipeline.Queue{Casework: store, Guard: guard, Now: c.now, Kinds: c.jobs(s.inbox, versions)},
		Door:           door,
		Provider:       provider,
		HooksToPrivate: s.private,
		Proof:          c.proof(kept),
		Revealer:       c.revealer(p, kept, guard, reader, s.reveal),
		Keeper:         &access.Keeper{Door: door, Guard: guard},
		Sessions:       access.NewSessions(store, store.Sessions(c.now), access.SessionOptions{Insecure: s.insecure}),
	}, nil
}

// pseudonyms are the names under which miners see employers, made from a secret of the home.
func (c *Config) pseudonyms() (*access.Pseudonyms, error) {
	secret, err := c.home().Secret("employers")
	if err != nil {
		return nil, err
	}
	return access.NewPseudonyms(secret)
}

// firstStart makes an administrator where nobody is, and says its password once.
func (c *Config) firstStart(ctx context.Context, door *access.Door) error {
	login, once, made, err := door.FirstAdministrator(ctx, c.now())
	if made {
		fmt.Fprintf(c.out, "This is the first start. Log in as %s with %s, and choose another password; it is not said again.\n", login, once)
	}
	return err
}

// listen answers until ctx is done, then lets requests in hand finish, and signs the audit log.
func (c *Config) listen(ctx context.Context, server *api.Server, s serving) error {
	handler, err := withPages(server, s.limits)
	if err != nil {
		return err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.address)
	if err != nil {
		return vigie.Errorf(vigie.Unavailable, "listen on %s: %w: choose another address with --address", s.address, err)
	}
	h := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(server.Log.Handler(), slog.LevelWarn)}
	figures, err := c.figures(ctx, server, s)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer figures()
	background, stop := context.WithCancel(ctx)
	sign := c.signer(server.Casework)
	done := c.keep(background, server, s, sign)
	failed := make(chan error, 1)
	go func() { failed <- h.Serve(l) }()
	fmt.Fprintf(c.out, "Serving on http://%s%s\n", l.Addr(), api.Base)
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	stop() // streams end with the background, so that nobody is waited for in vain
	shut := h.Shutdown(finish)
	<-done
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return errors.Join(err, shut, sign(finish))
}

// figures answers /metrics on an address of its own, where one was said, until it is told to stop.
func (c *Config) figures(ctx context.Context, server *api.Server, s serving) (stop func(), err error) {
	if s.metrics == "" {
		return func() {}, nil
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.metrics)
	if err != nil {
		return nil, vigie.Errorf(vigie.Unavailable, "listen on %s: %w: choose another address with --metrics-address", s.metrics, err)
	}
	h := &http.Server{Handler: server.Metrics.Handler(), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := h.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			server.Log.WarnContext(ctx, "metrics", "err", err)
		}
	}()
	fmt.Fprintf(c.out, "Figures on http://%s/metrics\n", l.Addr())
	return func() { _ = h.Close() }, nil // nobody waits for figures of a server that ends
}

// keep does what has to happen by itself, until ctx is done; the channel closes when all of it has ended.
func (c *Config) keep(ctx context.Context, server *api.Server, s serving, sign func(context.Context) error) <-chan struct{} {
	warn := func(what string) func(error) {
		return func(err error) { server.Log.WarnContext(ctx, what, "err", err) }
	}
	work := []func(){
		func() { server.Queue.Work(ctx, s.sweep, warn("jobs")) },
		func() {
			if err := server.Tell(ctx, s.tellEvery); err != nil && ctx.Err() == nil {
				warn("events")(err)
			}
		},
		func() { server.Deliver(ctx, s.tellEvery) },
		func() {
			each(ctx, s.sweep, warn("sweep"), func() error {
				_, err := server.Investigations.Sweep(ctx, vigie.Command{At: c.now()})
				_, measured := server.Phenomena.Measure(ctx, vigie.Command{At: c.now()})
				_, looked := server.Phenomena.LookAtTests(ctx, vigie.Command{At: c.now()})
				_, entered := server.Registry.Enter(ctx, vigie.Command{At: c.now()})
				_, watched := server.Registry.Watch(ctx, vigie.Command{At: c.now()})
				return errors.Join(err, measured, looked, entered, watched)
			})
		},
		func() { each(ctx, s.seal, warn("seal"), func() error { return sign(ctx) }) },
	}
	done := make(chan struct{}, len(work))
	for _, w := range work {
		go func() { w(); done <- struct{}{} }()
	}
	all := make(chan struct{})
	go func() {
		for range work {
			<-done
		}
		close(all)
	}()
	return all
}

// each does something again and again until ctx is done.
func each(ctx context.Context, every time.Duration, warn func(error), do func() error) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := do(); err != nil && ctx.Err() == nil {
				warn(err)
			}
		}
	}
}

// signer writes signed checkpoints of the audit log: one that remembers what it has read, so that only the first reads all of it.
func (c *Config) signer(store vigie.Casework) func(context.Context) error {
	var sealer *audit.Sealer
	return func(ctx context.Context) error {
		if sealer == nil {
			k, err := c.auditKey()
			if err != nil {
				return err
			}
			sealer = audit.NewSealer(store, k, audit.File(c.home().Checkpoints()))
		}
		_, _, err := sealer.Seal(ctx, c.now())
		return err
	}
}

// inboxOf is the folder that the job load reads: one that an administrator of the machine has named, never one that is sent.
func inboxOf(folder string) error {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return vigie.Errorf(vigie.NotFound, "load from the inbox %s: there is no such folder: make it, or name another with --inbox", folder)
	}
	return nil
}

// programVersion is that of the module, as the build says it.
func programVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "unknown"
}
