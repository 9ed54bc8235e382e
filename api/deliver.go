package api

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"vigie"
)

const (
	hookPatience = 10 * time.Second // for one answer
	hookAtOnce   = 100              // events, before it is written down how far one is
	hookFirst    = 15 * time.Second // wait after a first failure; it doubles with each
	hookLongest  = 6 * time.Hour
	hookGiveUp   = 40 // failures in a row, a good week, after which it is stopped
)

// told is what a webhook is told of an event: that something happened to a thing, and not what is in it.
type told struct {
	Seq  int64      `json:"seq"` // grows; an event that was not acknowledged comes again under the same
	Kind vigie.Kind `json:"kind"`
	ID   string     `json:"id"`
	What string     `json:"what"`
	At   time.Time  `json:"at"`
}

// Deliver tells webhooks of events until ctx is done. An event is told until it is taken, in order, so that one may come twice and none is
// left out. How far each is is kept in casework; only one server of several may do this.
func (s *Server) Deliver(ctx context.Context, every time.Duration) {
	ctx = vigie.WithActor(ctx, vigie.System)
	client := s.hookClient()
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := s.deliver(ctx, client); err != nil && ctx.Err() == nil {
			s.Log.WarnContext(ctx, "webhooks", "err", err)
		}
	}
}

// deliver goes through all webhooks once, each beside the others, so that a slow one keeps nobody waiting.
func (s *Server) deliver(ctx context.Context, client *http.Client) error {
	var hooks vigie.Listing[vigie.Webhook]
	err := s.Casework.Read(ctx, func(b vigie.Books) (err error) {
		hooks, err = b.Webhooks().List(ctx, vigie.Query{Scope: vigie.Scope{All: true}, Where: []vigie.Where{{Field: "active", Values: []string{"true"}}}, Size: 1000})
		return err
	})
	if err != nil {
		return err
	}
	errs := make([]error, len(hooks.Items))
	var all sync.WaitGroup
	for i := range hooks.Items {
		all.Go(func() { errs[i] = s.tellHook(ctx, client, hooks.Items[i]) })
	}
	all.Wait()
	return errors.Join(errs...)
}

// tellHook tells one webhook what it has not been told yet and who made it may see, and keeps how far it is.
func (s *Server) tellHook(ctx context.Context, client *http.Client, w vigie.Webhook) error {
	if s.Now().Before(w.NextAt) {
		return nil
	}
	var events []vigie.Event
	var maker *vigie.User
	err := s.Casework.Read(ctx, func(b vigie.Books) (err error) {
		if events, err = b.Events(ctx, vigie.EventQuery{Scope: vigie.Scope{All: true}, After: w.Told, Limit: hookAtOnce}); err != nil || len(events) == 0 {
			return err
		}
		maker, err = b.Users().Get(ctx, w.CreatedBy)
		return err
	})
	if err != nil || len(events) == 0 {
		return err
	}
	if maker.State != vigie.UserActive {
		return s.keepTold(ctx, w, vigie.Errorf(vigie.Denied, "who made it may see nothing any more: somebody else has to make it anew"))
	}
	eyes := vigie.WithActor(ctx, maker.Actor())
	var failed error
	asked := false
	for _, e := range events {
		if hookHears(&w, e) && s.hears(eyes, e) {
			asked = true
			if failed = s.send(ctx, client, &w, e); failed != nil {
				break
			}
		}
		w.Told = e.Seq
	}
	if !asked && len(events) < hookAtOnce {
		return nil // nothing was sent: it is not worth a line, and looked at again
	}
	return s.keepTold(ctx, w, failed)
}

// keepTold keeps how far a webhook is. What an administrator changed meanwhile stays as it was said.
func (s *Server) keepTold(ctx context.Context, seen vigie.Webhook, failed error) error {
	now := s.Now()
	_, err := s.Casework.Do(ctx, vigie.Command{At: now, Action: "webhook.tell"}, func(b vigie.Books) error {
		w, err := b.Webhooks().Get(ctx, seen.ID)
		if err != nil {
			return err
		}
		w.Told = seen.Told
		if failed == nil {
			w.Failed, w.Error, w.NextAt = 0, "", time.Time{}
			return b.Webhooks().Put(ctx, w)
		}
		w.Failed, w.Error = w.Failed+1, failed.Error()
		w.NextAt = now.Add(min(hookFirst<<min(w.Failed-1, 20), hookLongest))
		w.Active = w.Active && w.Failed < hookGiveUp
		return b.Webhooks().Put(ctx, w)
	})
	return err
}

// send sends one event, signed over its time and text, so that neither can be changed nor an old one sent again unnoticed.
func (s *Server) send(ctx context.Context, client *http.Client, w *vigie.Webhook, e vigie.Event) error {
	text, err := json.Marshal(told{e.Seq, e.Kind, e.ID, e.What, e.At})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, hookPatience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.URL, bytes.NewReader(text))
	if err != nil {
		return err
	}
	at := strconv.FormatInt(s.Now().Unix(), 10)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "vigie")
	r.Header.Set("Vigie-Event", strconv.FormatInt(e.Seq, 10))
	r.Header.Set("Vigie-Signature", "t="+at+",v1="+Signature(w.Secret, at, text))
	answer, err := client.Do(r)
	if err != nil {
		return plain(err)
	}
	defer answer.Body.Close()
	_, _ = io.CopyN(io.Discard, answer.Body, 4096) // so that the connection can be used again; what is answered does not matter
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return fmt.Errorf("it answered %d", answer.StatusCode)
	}
	return nil
}

// Signature is what a receiver compares: HMAC-SHA-256 of the time, a point and the text, in hexadecimal.
func Signature(secret, at string, text []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(at + "."))
	mac.Write(text)
	return hex.EncodeToString(mac.Sum(nil))
}

// plain leaves the address out of an error: it is in the webhook.
func plain(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil || vigie.CodeOf(err) == vigie.Denied {
			return err
		}
		err = inner
	}
}

// hookClient calls addresses that everybody can reach, unless it is told that an office's own may be called. The address is looked at when the
// connection is made, after its name was looked up, so that no name can point inside; nobody is followed elsewhere, and no proxy is asked.
func (s *Server) hookClient() *http.Client {
	dialer := &net.Dialer{Timeout: 5 * time.Second}
	if !s.HooksToPrivate {
		dialer.Control = func(_, address string, _ syscall.RawConn) error { return publicAddress(address) }
	}
	return &http.Client{
		Timeout:       hookPatience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{DialContext: dialer.DialContext, TLSHandshakeTimeout: 5 * time.Second, ResponseHeaderTimeout: hookPatience,
			MaxResponseHeaderBytes: 16 << 10, MaxIdleConnsPerHost: 1, IdleConnTimeout: time.Minute},
	}
}

// inside are addresses that are nobody's in public, besides those that netip knows: after IANA's registries of special purposes.
var inside = func() []netip.Prefix {
	var out []netip.Prefix
	for _, p := range strings.Fields(`0.0.0.0/8 100.64.0.0/10 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4
		64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 5f00::/16 fec0::/10`) {
		out = append(out, netip.MustParsePrefix(p))
	}
	return out
}()

// publicAddress refuses to connect inside.
func publicAddress(address string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return vigie.Errorf(vigie.Denied, "connect to %s: it is no address", address)
	}
	ip := at.Addr().Unmap().WithZone("")
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return vigie.Errorf(vigie.Denied, "connect: the address is private: start the server with --webhooks-to-private if it may be told")
	}
	for _, p := range inside {
		if p.Contains(ip) {
			return vigie.Errorf(vigie.Denied, "connect: the address is of a special purpose, and nobody's in public")
		}
	}
	return nil
}
