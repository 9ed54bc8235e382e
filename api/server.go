package api

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"go.opentelemetry.io/otel/trace"

	"vigie"
	"vigie/access"
	"vigie/audit"
	"vigie/evaluation"
	"vigie/investigation"
	"vigie/phenomenon"
	"vigie/pipeline"
	"vigie/registry"
)

// Server is what answers. Its parts are handed in by the command that starts it.
type Server struct {
	Casework       vigie.Casework
	Files          vigie.Files
	Guard          vigie.Guard
	Lake           *pipeline.Reader
	Pseudonyms     Pseudonyms
	Queue          *pipeline.Queue
	Door           *access.Door
	Sessions       *access.Sessions
	Keeper         *access.Keeper
	Revealer       *access.Revealer // turns persons' pseudonyms back; nil: nobody can
	Provider       *access.Provider // the office's identity provider; nil: everybody has a password here
	Office         *vigie.Office
	Investigations *investigation.Desk
	Phenomena      *phenomenon.Desk
	Registry       *registry.Desk
	Evaluation     *evaluation.Desk
	Signs          *audit.Key // disclosures that are taken along as a file
	Now            func() time.Time
	Log            *slog.Logger
	Version        string                                // of the program
	Texts          map[string]map[string]string          // the house's own words, by language and message: those of the pages
	Metrics        *Metrics                              // nil: nothing is counted
	Traces         trace.TracerProvider                  // nil: nothing is traced
	Proof          func(context.Context) (*Proof, error) // nil: it can not be asked here; verifies the audit log against its checkpoints
	HooksToPrivate bool                                  // webhooks may be on addresses that only the office reaches

	events hub
	routes map[vigie.Action]string // by which operation an action is done
}

// Handler is everything that answers below Base, behind the doors it goes through: from outside in a name for the request, headers, limits, who asks.
func (s *Server) Handler(o Limits) http.Handler {
	mux := http.NewServeMux()
	s.Register(mux)
	s.provider(mux)
	return s.Trace(s.Watch(Secure(s.Limit(o, s.Enter(mux)))))
}

// nowhere answers what no operation does.
func nowhere(w http.ResponseWriter, r *http.Request) {
	writeProblem(w, r, newProblem(http.StatusNotFound, "resourceNotFound", "Resource Not Found", "there is no such address for "+knownMethod(r.Method)+": the description is at "+Base+"/openapi.yaml"))
}

// Base is the path below which everything is answered.
const Base = "/api/v1"

// Register adds every route to a mux, and returns the description of all of them.
func (s *Server) Register(mux *http.ServeMux) *huma.OpenAPI {
	c := huma.DefaultConfig("Vigie", s.Version)
	c.Info.Description = "What people decide about targets, phenomena, consultations and investigations, and what the registers say."
	c.Info.License = &huma.License{Name: "EUPL-1.2", Identifier: "EUPL-1.2"}
	c.OpenAPIPath, c.DocsPath, c.SchemasPath = Base+"/openapi", "", "" // no page that loads its script from elsewhere
	c.CreateHooks = nil                                                // no $schema in the answers
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", name)
	mux.HandleFunc(Base+"/", nowhere)
	a := humago.New(mux, c)
	a.UseMiddleware(routed, knownQuery(a))
	s.signals(a)
	s.phenomena(a)
	s.methodologies(a)
	s.consultations(a)
	s.investigations(a)
	s.targets(a)
	s.feedback(a)
	s.rollOuts(a)
	s.fieldTests(a)
	s.views(a)
	s.evidence(a)
	s.session(a)
	s.users(a)
	s.openings(a)
	s.health(a)
	s.jobs(a)
	s.employers(a)
	s.happenings(a)
	s.proof(a)
	s.entries(a)
	s.clocks(a)
	s.lists(a)
	s.disclosures(a)
	s.reveals(a)
	s.language(a)
	s.registers(a)
	s.models(a)
	s.versions(a)
	s.reports(a)
	s.given(a)
	s.pairs(a)
	s.search(a)
	s.lates(a)
	s.boundaries(a)
	s.webhooks(a)
	s.routes = routesOf(a.OpenAPI())
	return a.OpenAPI()
}
