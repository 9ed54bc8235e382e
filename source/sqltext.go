package source

import (
	"embed"
	"fmt"
	"strings"

	"vigie"
	"vigie/lake"
	"vigie/pack"
)

//go:embed sql/*.sql
var texts embed.FS

// sqlText fills a text of the folder sql for a register and a batch. What stands in braces is:
//
//	{source} {rows} {batch} {extract_on}   the register, the table the batch stands in, its number and day
//	{key} {columns}                        the key's columns, all declared columns
//	{r.key} {r.columns}                    the same with a prefix
//	{r.key = s.key}                        equal keys
//	{i.other IS NOT DISTINCT FROM r.other} equal in all columns besides the key
func sqlText(name string, s *pack.Source, rows string, batchID int64, extractOn vigie.Date) string {
	text, err := texts.ReadFile("sql/" + name + ".sql")
	if err != nil {
		panic(err) // embedded
	}
	out := strings.NewReplacer("{source}", lake.Name(s.ID), "{rows}", rows, "{batch}", fmt.Sprint(batchID),
		"{extract_on}", lake.Quote(extractOn.String()),
		"{key}", strings.Join(keyNames(s, ""), ", "), "{columns}", strings.Join(columnNames(s, ""), ", "),
		"{r.key}", strings.Join(keyNames(s, "r."), ", "), "{i.key}", strings.Join(keyNames(s, "i."), ", "),
		"{r.columns}", strings.Join(columnNames(s, "r."), ", "), "{i.columns}", strings.Join(columnNames(s, "i."), ", "),
		"{r.key = s.key}", equal(s, "r.", "s."), "{b.key = j.key}", equal(s, "b.", "j."),
		"{r.key = t.key}", equal(s, "r.", "t."), "{i.key = r.key}", equal(s, "i.", "r."), "{r.key = p.key}", equal(s, "r.", "p."),
		"{i.other IS NOT DISTINCT FROM r.other}", sameOthers(s, "i.", "r.")).Replace(string(text))
	return out
}

func equal(s *pack.Source, a, b string) string {
	pairs := make([]string, len(s.Key))
	for i, k := range s.Key {
		pairs[i] = a + lake.Name(k) + " = " + b + lake.Name(k)
	}
	return strings.Join(pairs, " AND ")
}

func sameOthers(s *pack.Source, a, b string) string {
	pairs := []string{"true"}
	for i := range s.Columns {
		n := lake.Name(s.Columns[i].Name)
		pairs = append(pairs, a+n+" IS NOT DISTINCT FROM "+b+n)
	}
	return strings.Join(pairs, " AND ")
}
