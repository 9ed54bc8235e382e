package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// office is a server that a script has started, with the people who talk to it.
type office struct {
	base    string
	once    string // the first administrator's password
	server  *exec.Cmd
	ended   chan error
	clients map[string]*http.Client
	text    string // of the last answer
	last    any    // what was answered last
}

// offices are those of the scripts that run.
type offices struct {
	mu       sync.Mutex
	byScript map[*testscript.TestScript]*office
}

func newOffices() *offices { return &offices{byScript: map[*testscript.TestScript]*office{}} }

func (o *offices) of(ts *testscript.TestScript) *office {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.byScript[ts]
}

func (o *offices) open(ts *testscript.TestScript, of *office) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if old := o.byScript[ts]; old != nil {
		of.clients = old.clients // who was logged in still is
	}
	o.byScript[ts] = of
}

// serve is the script command `serve HOME ARGS…`: it starts the real program and waits until it says that it serves. `serve stop` ends it
// as an office does, and expects it to end well.
func (o *offices) serve(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: serve HOME [ARGS] | serve stop")
	}
	if args[0] == "stop" {
		of := o.of(ts)
		ts.Check(of.server.Process.Signal(os.Interrupt))
		if err := <-of.ended; err != nil {
			ts.Fatalf("the server ended with %v", err)
		}
		return
	}
	program, err := exec.LookPath("vigie")
	ts.Check(err)
	cmd := exec.Command(program, append([]string{"serve", "--home", ts.MkAbs(args[0]), "--address", "127.0.0.1:0", "--insecure-cookies", "--log-ins-per-minute", "1000"}, args[1:]...)...)
	cmd.Env = append(os.Environ(), "HOME="+ts.Getenv("HOME"))
	log, err := os.Create(ts.MkAbs("serve.log")) // a file and no pipe: nobody waits for one who writes no more
	ts.Check(err)
	defer log.Close()
	cmd.Stderr = log
	out, err := cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	of := &office{server: cmd, ended: make(chan error, 1), clients: map[string]*http.Client{}}
	o.open(ts, of)
	ts.Defer(func() { _ = cmd.Process.Kill() })
	lines := bufio.NewScanner(out)
	for of.base == "" && lines.Scan() {
		if _, rest, ok := strings.Cut(lines.Text(), "Log in as administrator with "); ok {
			of.once, _, _ = strings.Cut(rest, ",")
		}
		if _, url, ok := strings.Cut(lines.Text(), "Serving on "); ok {
			of.base = url
		}
	}
	go func() {
		_, _ = io.Copy(io.Discard, out)
		of.ended <- cmd.Wait()
	}()
	if of.base == "" {
		ts.Fatalf("the server does not serve: %v", <-of.ended)
	}
	if of.once != "" {
		of.login(ts, "administrator", of.once)
	}
}

// login logs somebody in with a password for one log-in, and chooses one to stay.
func (of *office) login(ts *testscript.TestScript, who, once string) {
	jar, err := cookiejar.New(nil)
	ts.Check(err)
	of.clients[who] = &http.Client{Jar: jar, Timeout: 30 * time.Second}
	own := "a long sentence that nobody here knows"
	for _, step := range []struct{ path, body string }{
		{"/session", fmt.Sprintf(`{"login":%q,"password":%q}`, who, once)}, {"/session/password", fmt.Sprintf(`{"old":%q,"new":%q}`, once, own)}} {
		if code := of.send(ts, who, http.MethodPost, step.path, step.body); code != http.StatusOK {
			ts.Fatalf("%s: POST %s: %d %v", who, step.path, code, of.last)
		}
	}
}

// hire is the script command `hire LOGIN ROLE [territory=T] [directorate=D] [service=S]`: the administrator lets somebody in.
func (o *offices) hire(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: hire LOGIN ROLE [territory=T] [directorate=D] [service=S]")
	}
	of := o.of(ts)
	user := map[string]any{"login": args[0], "name": args[0], "roles": []string{args[1]}, "language": "en"}
	for _, a := range args[2:] {
		switch key, value, _ := strings.Cut(a, "="); key {
		case "territory":
			user["territories"] = []string{value}
		case "directorate":
			user["directorates"] = []string{value}
		default:
			user[key] = value
		}
	}
	body, err := json.Marshal(user)
	ts.Check(err)
	if code := of.send(ts, "administrator", http.MethodPost, "/users", string(body)); code != http.StatusOK {
		ts.Fatalf("hire %s: %d %v", args[0], code, of.last)
	}
	ts.Setenv(strings.ToUpper(args[0]), pick(ts, of.last, "changed.0.id"))
	of.login(ts, args[0], pick(ts, of.last, "password"))
}

// ask is the script command `ask WHO STATUS METHOD PATH [BODY]`: it sends a request and expects this status. What was answered can be
// looked at with stdout and with keep.
func (o *offices) ask(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 || len(args) > 5 {
		ts.Fatalf("usage: ask WHO STATUS METHOD PATH [BODY]")
	}
	of := o.of(ts)
	body := ""
	if len(args) == 5 {
		body = args[4]
	}
	want, err := strconv.Atoi(args[1])
	ts.Check(err)
	if code := of.send(ts, args[0], args[2], args[3], body); code != want {
		ts.Fatalf("%s: %s %s: %d %v, want %d", args[0], args[2], args[3], code, of.last, want)
	}
}

// keep is the script command `keep VAR PATH [WANT]`: it keeps a value of the last answer, such as items.0.id, and may hold it to what it should be.
func (o *offices) keep(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: keep VAR PATH [WANT]")
	}
	got := pick(ts, o.of(ts).last, args[1])
	if len(args) == 3 && got != args[2] {
		ts.Fatalf("%s is %q, want %q", args[1], got, args[2])
	}
	ts.Setenv(args[0], got)
}

// until is the script command `until WHO PATH FIELD WANT`: it asks again until the answer's field is what is waited for, such as a job's state.
func (o *offices) until(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: until WHO PATH FIELD WANT")
	}
	of, got := o.of(ts), ""
	for end := time.Now().Add(3 * time.Minute); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if code := of.fetch(ts, args[0], http.MethodGet, args[1], ""); code != http.StatusOK {
			ts.Fatalf("%s: %d %v", args[1], code, of.last)
		}
		if got = pick(ts, of.last, args[2]); got == args[3] {
			fmt.Fprintln(ts.Stdout(), of.text)
			return
		}
	}
	ts.Fatalf("%s of %s is %q after three minutes, and was to be %q", args[2], args[1], got, args[3])
}

// send asks, and shows what was answered.
func (of *office) send(ts *testscript.TestScript, who, method, path, body string) int {
	code := of.fetch(ts, who, method, path, body)
	fmt.Fprintln(ts.Stdout(), of.text)
	return code
}

func (of *office) fetch(ts *testscript.TestScript, who, method, path, body string) int {
	client := of.clients[who]
	if client == nil {
		client = &http.Client{Timeout: 30 * time.Second} // nobody we know
	}
	r, err := http.NewRequest(method, of.base+path, bytes.NewReader([]byte(body)))
	ts.Check(err)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Vigie-Purpose", "a visit that is prepared")
	answer, err := client.Do(r)
	ts.Check(err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	ts.Check(err)
	of.last = nil
	if len(text) > 0 {
		if err := json.Unmarshal(text, &of.last); err != nil {
			of.last = string(text)
		}
	}
	of.text = string(text)
	return answer.StatusCode
}

// pick finds a value by its path.
func pick(ts *testscript.TestScript, v any, path string) string {
	for _, key := range strings.Split(path, ".") {
		switch at := v.(type) {
		case map[string]any:
			v = at[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(at) {
				ts.Fatalf("there is no %s: there are %d", path, len(at))
			}
			v = at[i]
		default:
			ts.Fatalf("there is no %s in %v", path, v)
		}
	}
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}
