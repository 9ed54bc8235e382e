package api

import (
	"context"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/access"
)

// byAnother are the actions that are done by an operation of another name than theirs: POST /signals/{id}/reject does signal.reject, and needs no line here. What stands
// nowhere is done by the program itself or on the command line, and no answer says that somebody may do it.
var byAnother = map[vigie.Action]string{
	"signal.report": "reportSignal", "phenomenon.observe": "retainSignal", "phenomenon.seen_earlier": "retainSignal", "phenomenon.attach": "describePhenomenon",
	"phenomenon.override_gate": "rollOutPhenomenon", "rollout.plan": "rollOutPhenomenon", "methodology.write": "writeMethodology", "methodology.replace": "adoptMethodology",
	"consultation.ask": "consultDirectors", "consultation.agree": "answerConsultation", "consultation.agree_with_conditions": "answerConsultation", "consultation.object": "answerConsultation",
	"investigation.open": "openInvestigation", "evidence.add": "addEvidence",
	"target.name": "getTarget", "target.export": "exportTargets", "target.release": "releaseTargets", "feedback.give": "giveFeedback", "feedback.name": "getFeedback",
	"disclosure.prepare": "prepareDisclosure", "disclosure.whole": "getDisclosure", "disclosure.export": "exportDisclosure", "late.keep": "keepLate", "late.name": "getLate",
	"fieldtest.plan": "planFieldTest", "fieldtest.look": "figuresOfFieldTest",
	"employer.view": "findEmployers", "employer.name": "findEmployers", "employer.open": "openDossier", "employer.export": "noteOnEmployer",
	"pair.view": "listPairs", "pair.judge": "judgePair", "report.export": "exportEvaluationReport", "report.measure": "measureEvaluationReport",
	"register.rejects": "listRejects", "job.start": "startJob", "job.schedule": "startJob", "user.create": "createUser", "webhook.create": "createWebhook", "view.save": "saveView",
	"boundary.view": "readBoundaries", "boundary.import": "importBoundaries", "audit.view": "readAudit", "audit.export": "readAudit", "audit.verify": "verifyAudit", "model.view": "getModel", "register.view": "getRegister",
	"user.log_in": "logIn", "user.log_out": "logOut", "user.change_password": "changePassword", "user.set_language": "setLanguage",
}

// does says in the description of an operation which action it does.
func does(o huma.Operation, n plural, verb string) huma.Operation {
	o.Metadata = map[string]any{doesKey: vigie.Action(string(n.kind) + "." + strings.ReplaceAll(verb, "-", "_"))}
	return o
}

const doesKey = "does"

// routesOf are the actions that operations do, each with one that does it.
func routesOf(doc *huma.OpenAPI) map[vigie.Action]string {
	routes, named := map[vigie.Action]string{}, map[string]bool{}
	for _, p := range doc.Paths {
		for _, o := range []*huma.Operation{p.Get, p.Post, p.Put, p.Delete, p.Patch} {
			if o == nil {
				continue
			}
			named[o.OperationID] = true
			if a, ok := o.Metadata[doesKey].(vigie.Action); ok {
				routes[a] = o.OperationID
			}
		}
	}
	for a, id := range byAnother {
		if named[id] {
			routes[a] = id
		}
	}
	return routes
}

// holder is a noun that others are put into.
type holder interface{ Holds() []vigie.Thing }

// may are the actions that the actor has a right to and the thing's state leaves open, with what it may put into it.
func (s *Server) may(ctx context.Context, n interface{ Thing() vigie.Thing }) (actions, error) {
	t := n.Thing()
	allowed, err := s.Guard.Allowed(ctx, t)
	if err != nil {
		return nil, err
	}
	open := actions{}
	for _, a := range allowed {
		if vigie.Open(t, a) {
			open = append(open, a)
		}
	}
	if h, ok := n.(holder); ok {
		for _, held := range h.Holds() {
			for _, r := range access.Of(held.Kind) {
				if r.Class == access.Create && s.Guard.Check(ctx, r.Action, held) == nil {
					open = append(open, r.Action)
				}
			}
		}
	}
	return s.here(open), nil
}

// anywhere are the actions on a kind of thing that the actor may do to some of them.
func (s *Server) anywhere(ctx context.Context, k vigie.Kind) (actions, error) {
	may, err := s.Guard.Anywhere(ctx, k)
	return s.here(may), err
}

// here leaves out what no operation does.
func (s *Server) here(all actions) actions {
	return slices.DeleteFunc(all, func(a vigie.Action) bool { return s.routes[a] == "" })
}
