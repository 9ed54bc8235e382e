package api

import (
	"context"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"vigie"
	"vigie/paper"
)

// printTargets gives a list of targets as a document to be printed: the same targets as the file, in the reader's language. Its head says how the
// list was narrowed, and its foot who took it and when, on every page.
func (s *Server) printTargets(a huma.API, n plural) {
	o := huma.Operation{OperationID: "printTargets", Method: http.MethodGet, Path: Base + "/targets/paper", Tags: []string{n.path},
		Summary: "The list as a PDF, with how it was narrowed in its head and who took it, when, at the foot of every page", Parameters: s.fieldParameters(n)}
	huma.Register(a, gives(o, "application/pdf"), func(ctx context.Context, in *asks) (*file, error) {
		files, err := s.taken(ctx, n, in)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		pdf, err := s.setTargets(ctx, in, files)
		if err != nil {
			return nil, s.problem(ctx, err)
		}
		return &file{ContentType: "application/pdf", Disposition: `attachment; filename="targets.pdf"`, Body: pdf}, nil
	})
}

func (s *Server) setTargets(ctx context.Context, in *asks, files []vigie.TargetFile) ([]byte, error) {
	t := s.tongueOf(ctx)
	who, _ := vigie.ActorOf(ctx)
	d := paper.New(paper.Sheet{Title: t.say("targets.title"), Language: t.language, At: s.Now(), Wide: true, Page: t.page,
		Foot:  t.say("paper.taken", "who", t.user(ctx, who.UserID), "time", t.time(s.Now())),
		Notes: []string{t.say("paper.count", "count", strconv.Itoa(len(files)))}})
	d.Facts(t.narrowedBy(ctx, in)...)
	d.Remark(t.say("paper.caution"))
	rows := make([][]string, len(files))
	for i := range files {
		f := &files[i]
		if err := s.showTarget(ctx, f); err != nil {
			return nil, err
		}
		rows[i] = t.targetRow(ctx, f)
	}
	d.Table(paper.Table{Columns: []paper.Column{{Name: t.say("column.rank"), Share: 1}, {Name: t.say("column.who"), Share: 3}, {Name: t.say("column.why"), Share: 4.5},
		{Name: t.say("column.sector"), Share: 1.6}, {Name: t.say("column.territory"), Share: 1.6}, {Name: t.say("column.model"), Share: 1.8}, {Name: t.say("column.channel"), Share: 1.3},
		{Name: t.say("column.fresh"), Share: 1.3}, {Name: t.say("column.state"), Share: 1.6}}, Rows: rows})
	return d.PDF()
}

func (t tongue) targetRow(ctx context.Context, f *vigie.TargetFile) []string {
	x := &f.Target
	rank, who, state := "", x.EntityID, t.say("state."+f.State)
	if x.Rank > 0 {
		rank = strconv.Itoa(x.Rank) + " / " + strconv.Itoa(x.Eligible)
	}
	if x.Name != "" {
		who = paper.Clean(x.Name, 120) + " · " + x.EntityID
	}
	if f.AssignedTo != "" {
		state += " · " + t.user(ctx, f.AssignedTo)
	}
	return []string{rank, who, t.why(x), t.word("sector", x.Sector), t.word("territory", x.Territory), t.word("model", x.Model), t.word("channel", string(x.Channel)), t.date(x.AsOf), state}
}

// why is the first reason for a visit, as the list shows it.
func (t tongue) why(x *vigie.Target) string {
	i := slices.IndexFunc(x.Reasons, func(r vigie.Reason) bool { return r.Stance == vigie.For })
	switch {
	case i >= 0:
		return t.sentence(x.Reasons[i].Sentence)
	case x.Channel == vigie.Random:
		return t.say("channel.randomMeans")
	}
	return t.say("reasons.none")
}

var isoDay = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)

// sentence is one of the pack's, with its days as the language writes them.
func (t tongue) sentence(text vigie.LocalText) string {
	return t.days(t.local(text))
}

// days is a text with its days as the language writes them.
func (t tongue) days(text string) string {
	return isoDay.ReplaceAllStringFunc(text, func(day string) string {
		d, err := vigie.ParseDate(day)
		if err != nil {
			return day
		}
		return t.date(d)
	})
}

// narrowedBy says in words by what a list was narrowed and sorted.
func (t tongue) narrowedBy(ctx context.Context, in *asks) []paper.Fact {
	var facts []paper.Fact
	if in.Text != "" {
		facts = append(facts, paper.Fact{Name: t.say("paper.words"), Value: in.Text})
	}
	for _, w := range in.where {
		facts = append(facts, paper.Fact{Name: t.field(w.Field), Value: t.condition(ctx, w)})
	}
	if len(facts) == 0 {
		facts = append(facts, paper.Fact{Name: t.say("paper.narrowed"), Value: t.say("paper.everything")})
	}
	if in.Sort == "" {
		return facts
	}
	by, down := strings.CutPrefix(in.Sort, "-")
	order := t.field(by)
	if down {
		order = t.say("paper.down", "field", order)
	}
	return append(facts, paper.Fact{Name: t.say("paper.sorted"), Value: order})
}

// field is what a list calls one of its fields.
func (t tongue) field(name string) string {
	for _, message := range []string{"filter." + name, "column." + name, "paper.field." + name} {
		if text, ok := t.has(message); ok {
			return text
		}
	}
	return name
}

func (t tongue) condition(ctx context.Context, w vigie.Where) string {
	switch {
	case w.From != "":
		return t.say("paper.from", "value", w.From)
	case w.To != "":
		return t.say("paper.to", "value", w.To)
	}
	names := make([]string, len(w.Values))
	for i, v := range w.Values {
		switch w.Field {
		case "assignedTo", "decidedBy", "createdBy", "changedBy":
			names[i] = t.user(ctx, v)
		default:
			names[i] = t.word(w.Field, v)
		}
	}
	said := strings.Join(names, ", ")
	if w.Not {
		return t.say("paper.not", "values", said)
	}
	return said
}
