// Command country sets an invented country beside what is published of the real one.
//
//	vigie synth DATA --size province --truth
//	go run ./bench/country -data DATA > table.md
//
// It reads the extracts that were written, as any reader would, and prints Markdown: employers and workers by sector, who was
// inspected through which channel, what was found, what became of tips. With truth/fraud.csv in the folder it also says how
// common each phenomenon is. A published value stands with its source; where there is none, the cell is empty.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	data := flag.String("data", "", "the folder with the extracts")
	flag.Parse()
	if *data == "" {
		log.Fatal("say which folder: -data DIR")
	}
	c, err := read(*data)
	if err != nil {
		log.Fatal(err)
	}
	if err := c.print(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// table is what is printed: a title, and rows of what was measured beside what is published.
type table struct {
	title, unit string
	rows        []row
}

type row struct {
	name      string
	measured  string
	of        int // what the measure rests on; 0: not said
	published string
	source    string
}

func (t *table) add(name, measured string, of int) {
	p := published[t.title][name]
	t.rows = append(t.rows, row{name, measured, of, p.value, p.source})
}

func (c *country) print(to io.Writer) error {
	for _, t := range []table{c.employers(), c.sizes(), c.prevalence(), c.phenomena(), c.mix(), c.channels(), c.hits(), c.found(), c.money(), c.triage()} {
		if len(t.rows) == 0 {
			continue
		}
		w := bufio.NewWriter(to)
		fmt.Fprintf(w, "\n**%s**\n\n| %s | here | of | published | source |\n|---|--:|--:|--:|---|\n", t.title, t.unit)
		for _, r := range t.rows {
			of := ""
			if r.of > 0 {
				of = fmt.Sprint(r.of)
			}
			fmt.Fprintf(w, "| %s | %s | %s | %s | %s |\n", r.name, r.measured, of, r.published, r.source)
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func percent(part, of int) string {
	if of == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f %%", 100*float64(part)/float64(of))
}
