package feature

import (
	_ "embed"
	"io"
	"strings"
	"text/template"

	"vigie/pack"
)

//go:embed catalogue.md
var catalogueMD string

// Catalogue writes the page that says what each feature of a pack means, from the .yaml beside each query. The page is
// kept in the pack (docs/features.md), and a test holds it to the .yaml.
func Catalogue(w io.Writer, p *pack.Pack) error {
	t, err := template.New("catalogue").Funcs(template.FuncMap{
		"text": func(t pack.Text) string { return cell(t.In(p.Languages...)) },
		"unit": func(t pack.Text) string { return cell(t.Plural(p.Languages...)) },
		"join": func(list []string) string { return strings.Join(list, ", ") },
	}).Parse(catalogueMD)
	if err != nil {
		return err
	}
	return t.Execute(w, p)
}

func cell(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "|", "\\|")
}
