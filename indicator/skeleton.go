package indicator

import (
	"bytes"
	"embed"
	"strconv"
	"strings"
	"text/template"

	"vigie"
	"vigie/pack"
)

//go:embed skeleton
var skeletons embed.FS

// skeletonLanguages are those of the skeleton's texts, in their order there. A pack in another language begins with the English ones.
var skeletonLanguages = []string{"en", "nl", "fr", "de"}

// Skeleton is the folder of a new indicator, by file name. It asks something small that is real for any pack, so that whoever writes the next
// one changes what works.
func Skeleton(p *pack.Pack, id string) (map[string][]byte, error) {
	owner := p.ID
	if len(p.Directorates) > 0 {
		owner = p.Directorates[0].ID
	}
	out := map[string][]byte{}
	for _, name := range []string{"def.yaml", "query.sql", "test.txtar"} {
		text, err := skeletons.ReadFile("skeleton/" + name)
		if err != nil {
			return nil, err
		}
		if name == "def.yaml" {
			if text, err = fillSkeleton(string(text), p, id, owner); err != nil {
				return nil, vigie.Errorf(vigie.Internal, "write %s: %w", name, err)
			}
		}
		out[name] = text
	}
	return out, nil
}

func fillSkeleton(text string, p *pack.Pack, id, owner string) ([]byte, error) {
	inAll := func(texts ...string) string {
		if len(p.Languages) == 1 {
			return strconv.Quote(in(p.Languages[0], texts))
		}
		var parts []string
		for _, l := range p.Languages {
			parts = append(parts, l+": "+strconv.Quote(in(l, texts)))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	t, err := template.New("def.yaml").Funcs(template.FuncMap{"text": inAll, "quote": strconv.Quote}).Parse(text)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, struct{ ID, Owner string }{id, owner})
	return b.Bytes(), err
}

// in is the text in a language, en-GB being en.
func in(language string, texts []string) string {
	short, _, _ := strings.Cut(language, "-")
	for i, l := range skeletonLanguages {
		if l == short {
			return texts[i]
		}
	}
	return texts[0]
}
