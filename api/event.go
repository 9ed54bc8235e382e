package api

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/sse"

	"vigie"
)

// hub reads what happened once for everybody who listens. Several servers on one store each have their own.
type hub struct {
	mu        sync.Mutex
	listeners map[chan vigie.Event]struct{}
}

// heard is how many events a listener may be behind; who is slower is let go, and comes back with the last event it had.
const heard = 256

// listen streams events for so long; then the listener comes back, and is asked again who it is.
const listen = 10 * time.Minute

// Tell hands new events to all who listen, until ctx is done. It looks every so often; what it hands out was kept already.
func (s *Server) Tell(ctx context.Context, every time.Duration) error {
	last, err := s.lastEvent(ctx)
	if err != nil {
		return err
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		events, err := s.eventsAfter(ctx, last, vigie.Scope{All: true})
		if err != nil {
			s.Log.WarnContext(ctx, "read events", "err", err) // the store may be back at the next look
			continue
		}
		for _, e := range events {
			last = e.Seq
			s.events.tell(e)
		}
	}
}

func (s *Server) lastEvent(ctx context.Context) (last int64, err error) {
	err = s.Casework.Read(ctx, func(b vigie.Books) error {
		events, err := b.Events(ctx, vigie.EventQuery{Scope: vigie.Scope{All: true}, Last: true})
		for _, e := range events {
			last = e.Seq
		}
		return err
	})
	return last, err
}

func (s *Server) eventsAfter(ctx context.Context, after int64, scope vigie.Scope) (events []vigie.Event, err error) {
	err = s.Casework.Read(ctx, func(b vigie.Books) error {
		events, err = b.Events(ctx, vigie.EventQuery{Scope: scope, After: after, Limit: 10_000})
		return err
	})
	return events, err
}

func (h *hub) tell(e vigie.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for l := range h.listeners {
		select {
		case l <- e:
		default:
			delete(h.listeners, l)
			close(l)
		}
	}
}

func (h *hub) join() chan vigie.Event {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.listeners == nil {
		h.listeners = map[chan vigie.Event]struct{}{}
	}
	l := make(chan vigie.Event, heard)
	h.listeners[l] = struct{}{}
	return l
}

func (h *hub) leave(l chan vigie.Event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.listeners, l)
}

// happenings streams what happens to things that the actor may see. A listener that was away names the last event it had, and gets
// what came since.
func (s *Server) happenings(a huma.API) {
	sse.Register(a, huma.Operation{OperationID: "listenToEvents", Method: http.MethodGet, Path: Base + "/events", Tags: []string{"events"},
		Summary: "What happens, as it happens"}, map[string]any{"message": vigie.Event{}}, func(ctx context.Context, in *struct {
		Last string `header:"Last-Event-ID" maxLength:"20" pattern:"^[0-9]*$"`
	}, send sse.Sender) {
		l := s.events.join() // before looking back, so that nothing falls between
		defer s.events.leave(l)
		last, err := s.lookBack(ctx, in.Last, send)
		if err != nil {
			return // the listener is gone, or comes back
		}
		end := time.NewTimer(listen)
		defer end.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-end.C:
				return
			case e, open := <-l:
				if !open {
					return
				}
				if e.Seq > last && s.hears(ctx, e) && send(sse.Message{ID: int(e.Seq), Data: e}) != nil {
					return
				}
			}
		}
	})
}

func (s *Server) lookBack(ctx context.Context, after string, send sse.Sender) (int64, error) {
	last, _ := strconv.ParseInt(after, 10, 64) // the pattern lets digits in only; nothing is said when there is none
	if last == 0 {
		return 0, nil
	}
	for {
		missed, err := s.eventsAfter(ctx, last, vigie.Scope{All: true})
		if err != nil || len(missed) == 0 {
			return last, err
		}
		for _, e := range missed {
			if last = e.Seq; s.hears(ctx, e) {
				if err := send(sse.Message{ID: int(e.Seq), Data: e}); err != nil {
					return last, err
				}
			}
		}
	}
}

// hears asks whether the actor may know of an event, by the keys that the thing bore when it happened.
func (s *Server) hears(ctx context.Context, e vigie.Event) bool {
	return s.Guard.Check(ctx, vigie.Action(string(e.Kind)+".view"), vigie.Thing{Kind: e.Kind, ID: e.ID, Keys: e.Keys}) == nil
}
