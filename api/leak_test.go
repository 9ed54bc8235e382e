package api

import (
	"context"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"vigie"
)

// marked is a word that stands in every text of what is foreign to others, and nowhere else.
const marked = "zilverberg"

// foreign is one thing of each noun, all of the territory north, by the addresses that they have.
func (d *desk) foreign() map[string]vigie.Thing {
	d.t.Helper()
	r := func(kind string) vigie.Record { return vigie.Record{ID: marked + "-" + kind} }
	north := []string{"north"}
	inv := &vigie.Investigation{Record: r("investigation"), State: vigie.InvestigationRunning, Lead: "ann", Title: marked, Objective: marked, Territories: north, EntityIDs: []string{"123"}}
	sig := &vigie.Signal{Record: r("signal"), State: vigie.SignalNew, Title: marked, Territory: "north"}
	con := &vigie.Consultation{Record: r("consultation"), State: vigie.ConsultationAsked, Directorate: "north", InvestigationID: inv.ID}
	tar := &vigie.TargetFile{Record: r("target"), State: vigie.TargetProposed, Directorate: "north", Target: vigie.Target{EntityID: "123", Name: marked, Territory: "north"}}
	fee := &vigie.Feedback{Record: r("feedback"), TargetID: tar.ID, EntityID: "123", Directorate: "north", Territory: "north", Sentence: marked}
	rol := &vigie.RollOut{Record: r("rollout"), State: vigie.RollOutPlanned, Directorate: "north"}
	vie := &vigie.View{Record: r("view"), Page: "targets", Name: marked}
	hook := &vigie.Webhook{Record: r("webhook"), URL: "https://" + marked + ".example", Events: []string{"*"}, Secret: marked}
	job := &vigie.Job{Record: r("job"), State: vigie.JobDone, What: "run", Result: map[string]string{"run": marked}}
	ope := &vigie.Opening{Record: r("opening"), State: vigie.OpeningUnreviewed, UserID: "ann", Kind: vigie.KindTarget, ThingID: tar.ID, Reason: marked}
	jud := &vigie.Judgement{Record: r("judgement"), Match: marked, A: "a", B: "b", Verdict: vigie.JudgedSame, Why: marked}
	lat := &vigie.Late{Record: r("late"), State: vigie.LateOpen, TargetID: tar.ID, EntityID: marked, Territory: "north", Sentence: marked, Refused: marked}
	rep := &vigie.EvaluationReport{Record: r("report"), State: vigie.ReportDraft, Note: marked}
	dis := &vigie.Disclosure{Record: r("disclosure"), State: vigie.DisclosureReleased, Service: "SOMEBODY-ELSE", Purpose: marked, ExpiresOn: vigie.DateOf(d.now) + 30,
		Targets: []vigie.DisclosedTarget{{Item: "1", TargetID: tar.ID, Values: map[string]string{"name": marked}}}}
	ver := &vigie.ModelVersion{Record: r("version"), State: vigie.VersionDraft, Model: marked}
	fie := &vigie.FieldTest{Record: r("fieldtest"), State: vigie.FieldTestRunning, TrialPlan: vigie.TrialPlan{Title: marked, PhenomenonID: marked}}
	env := &vigie.Envelope{Record: r("envelope"), State: vigie.EnvelopeSealed, FieldTestID: fie.ID, Number: 1, Territory: "north", Seed: marked,
		Slots: []vigie.Slot{{Arm: marked, TargetID: tar.ID, Target: vigie.Target{Name: marked}}}}
	_, err := d.s.Casework.Do(vigie.WithActor(d.t.Context(), people["ann"]), vigie.Command{Action: "target.release", At: d.now}, func(b vigie.Books) error {
		ctx := d.t.Context()
		for _, put := range []error{b.Investigations().Put(ctx, inv), b.Signals().Put(ctx, sig), b.Consultations().Put(ctx, con), b.Targets().Put(ctx, tar), b.Feedback().Put(ctx, fee),
			b.RollOuts().Put(ctx, rol), b.Views().Put(ctx, vie), b.Webhooks().Put(ctx, hook), b.Jobs().Put(ctx, job), b.Openings().Put(ctx, ope), b.Judgements().Put(ctx, jud),
			b.FieldTests().Put(ctx, fie), b.Envelopes().Put(ctx, env), b.Versions().Put(ctx, ver), b.Reports().Put(ctx, rep), b.Disclosures().Put(ctx, dis), b.Lates().Put(ctx, lat)} {
			if put != nil {
				return put
			}
		}
		for _, t := range []vigie.Thing{inv.Thing(), sig.Thing(), con.Thing(), tar.Thing(), fee.Thing(), rol.Thing(), fie.Thing(), env.Thing(), dis.Thing()} {
			if err := b.Note(ctx, vigie.Event{Kind: t.Kind, ID: t.ID, What: "test", Keys: t.Keys}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return map[string]vigie.Thing{"investigations": inv.Thing(), "signals": sig.Thing(), "consultations": con.Thing(), "targets": tar.Thing(), "feedback": fee.Thing(),
		"roll-outs": rol.Thing(), "views": vie.Thing(), "webhooks": hook.Thing(), "jobs": job.Thing(), "openings": ope.Thing(), "field-tests": fie.Thing(), "envelopes": env.Thing(), "model-versions": ver.Thing(), "evaluation-reports": rep.Thing(), "disclosures": dis.Thing(), "late": lat.Thing()}
}

// strangers see nothing of another territory's things, each for a reason of its own.
var strangers = []string{"sam", "peer", "mia", "admin"}

// TestForeignAnswersAsNone asks every operation on one thing for a thing that is there and foreign, and for one that is not: the two answers
// are the same to the byte, but for the names in them.
func TestForeignAnswersAsNone(t *testing.T) {
	t.Parallel()

	d := wholeDesk(t)
	things := d.foreign()
	doc := d.s.Register(http.NewServeMux())
	asked := map[string]int{}
	for _, o := range operations(doc) {
		noun, _, _ := strings.Cut(strings.TrimPrefix(o.Path, Base+"/"), "/")
		thing, ok := things[noun]
		if !ok || !strings.Contains(o.Path, "{id}") {
			continue
		}
		for _, who := range strangers {
			if strings.HasSuffix(o.Path, "/break-glass") && who == "sam" { // who opens in need knows of it
				continue
			}
			if d.s.Guard.Check(vigie.WithActor(d.t.Context(), people[who]), vigie.Action(thing.Kind)+".view", thing) == nil {
				continue // it is theirs as well
			}
			v := &inventor{doc: doc, chance: rand.New(rand.NewPCG(1, 2)), text: "text"}
			there := d.send(who, v.request(o, thing.ID, url.Values{}))
			v.chance = rand.New(rand.NewPCG(1, 2))
			none := d.send(who, v.request(o, "nosuch-"+noun, url.Values{}))
			asked[who]++
			if a, b := unnamed(there.Body.String(), thing.ID), unnamed(none.Body.String(), "nosuch-"+noun); there.Code != none.Code || a != b || there.Code < 400 || there.Code >= 500 {
				t.Errorf("%s: %s %s tells a foreign thing (%d %s) from none (%d %s)", who, o.Method, o.Path, there.Code, a, none.Code, b)
			}
		}
	}
	for _, who := range strangers {
		if asked[who] < 10 {
			t.Errorf("%s was asked as %d times only", who, asked[who])
		}
	}
}

var tracing = regexp.MustCompile(`urn:vigie:trace:[0-9A-Z]+`)

func unnamed(body, id string) string {
	return tracing.ReplaceAllString(strings.ReplaceAll(body, id, "ID"), "TRACE")
}

// TestListsShowNothingForeign asks every list, the search and the file of targets as strangers. Nothing foreign stands in them, nor is counted.
func TestListsShowNothingForeign(t *testing.T) {
	t.Parallel()

	d := wholeDesk(t)
	things := d.foreign()
	doc := d.s.Register(http.NewServeMux())
	for _, o := range operations(doc) {
		if o.Method != http.MethodGet || strings.Contains(o.Path, "{id}") || strings.HasSuffix(o.Path, "/events") {
			continue
		}
		noun, _, _ := strings.Cut(strings.TrimPrefix(o.Path, Base+"/"), "/")
		for _, who := range strangers {
			thing, known := things[noun]
			if known && d.s.Guard.Check(vigie.WithActor(d.t.Context(), people[who]), vigie.Action(thing.Kind)+".view", thing) == nil {
				continue // it is theirs as well
			}
			v := &inventor{doc: doc, chance: rand.New(rand.NewPCG(1, 2)), text: marked}
			w := d.send(who, v.request(o, "", url.Values{}))
			body := w.Body.String()
			found := strings.Contains(strings.ReplaceAll(body, `q=`+marked, ""), marked)
			switch {
			case w.Code >= 500:
				t.Errorf("%s: GET %s: %d %s", who, o.Path, w.Code, body)
			case found && w.Code == http.StatusOK:
				t.Errorf("%s: GET %s shows what is foreign: %s", who, o.Path, body)
			case known && w.Code == http.StatusOK && strings.Contains(body, `"total":`) && !strings.Contains(body, `"total":0`):
				t.Errorf("%s: GET %s counts what is foreign: %s", who, o.Path, body)
			}
		}
	}
}

// TestEventsTellNothingForeign asks of each event whether a stranger hears it.
func TestEventsTellNothingForeign(t *testing.T) {
	t.Parallel()

	d := wholeDesk(t)
	things := d.foreign()
	seen := map[vigie.Kind]vigie.Thing{}
	for _, t := range things {
		seen[t.Kind] = t
	}
	events, err := d.s.eventsAfter(d.t.Context(), 0, vigie.Scope{All: true})
	if err != nil || len(events) < 6 {
		t.Fatal(len(events), err)
	}
	for _, e := range events {
		for _, who := range append(strangers, "ann") {
			ctx := vigie.WithActor(context.Background(), people[who])
			may := d.s.Guard.Check(ctx, vigie.Action(e.Kind)+".view", seen[e.Kind]) == nil
			if d.s.hears(ctx, e) != may {
				t.Errorf("%s hears of %s %s: %v, and may see it: %v", who, e.Kind, e.ID, !may, may)
			}
		}
	}
}
