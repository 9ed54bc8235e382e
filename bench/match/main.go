// Command match compares our record linkage with Splink's on its DuckDB back end: the same cleaned records, blocking rules,
// levels, samples and threshold, each in a process of its own, ours and the peer's in turns.
//
//	go run ./bench/match                            quality and time on ../shared/data/record_linkage
//	go run ./bench/match -sets historical           one of the sets: febrl1 febrl2 febrl3 febrl4 historical D1 D2 D4
//	go run ./bench/match -invent 1000000 -pairs 3   speed on invented persons
//	go run ./bench/match -invent 1000000 -add 10000 new records against those that are there
//
// The peer is told the rules and levels of our spec as SQL. Sets that are compared by words (D1, D2, D4) are ours alone.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// options is what a comparison is made with.
type options struct {
	Data    string // the folder of the sets
	Sets    string // which of them
	Specs   string // the folder of the specs
	Invent  int    // persons' records to invent; 0 for the real sets
	Add     int    // of them, records that come later
	Pairs   int    // of runs
	Threads int
	Python  string
	Script  string
	Out     string
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "child" {
		exit(child(os.Args[2:]))
	}
	if len(os.Args) > 1 && os.Args[1] == "add" {
		exit(addOnce(os.Args[2:]))
	}
	exit(run())
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "match:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func run() error {
	var o options
	flag.StringVar(&o.Data, "data", "../shared/data/record_linkage", "folder of the sets")
	flag.StringVar(&o.Sets, "sets", "febrl1,febrl2,febrl3,febrl4,historical,D1,D2,D4", "sets to match")
	flag.StringVar(&o.Specs, "specs", "bench/match/spec", "folder of the specs")
	flag.IntVar(&o.Invent, "invent", 0, "invent so many records and match them instead")
	flag.IntVar(&o.Add, "add", 0, "add so many records afterwards")
	flag.IntVar(&o.Pairs, "pairs", 1, "pairs of runs")
	flag.IntVar(&o.Threads, "threads", runtime.GOMAXPROCS(0), "threads of both")
	flag.StringVar(&o.Python, "python", ".bin/peers/bin/python", "interpreter that has the peer; empty for ours alone")
	flag.StringVar(&o.Script, "script", "bench/match/peer.py", "the peer's script")
	flag.StringVar(&o.Out, "out", filepath.Join(os.TempDir(), "vigie-bench-match"), "folder for what both write")
	flag.Parse()
	if err := os.MkdirAll(o.Out, 0o755); err != nil {
		return err
	}
	if o.Add > 0 {
		return later(o)
	}
	fmt.Println("| set | who | precision | recall | F1 | bCubed F1 | best F1 of any threshold | pairs compared | seconds | processor seconds | MB |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|---|")
	if o.Invent > 0 {
		return invented(o)
	}
	for set := range strings.SplitSeq(o.Sets, ",") {
		s, ok := sets[set]
		if !ok {
			return fmt.Errorf("unknown set %q", set)
		}
		if err := compare(o, s.in(o, set)); err != nil {
			return fmt.Errorf("%s: %w", set, err)
		}
	}
	return nil
}

// set is records with their truth and the spec to match them by.
type set struct {
	name  string
	spec  string
	files []string
	truth string
	alone bool // its levels are not the peer's
	// sure are rules whose pairs are nearly all of one entity, and recall the share of those that they find: the peer takes
	// from them how rare matches are. Ours needs no such word.
	sure   []string
	recall float64
}

var febrlSure = []string{"soc_sec_id", "given_name and surname and born"}

var sets = map[string]set{
	"febrl1":     {spec: "febrl", files: []string{"febrl/dataset1.csv.gz"}, truth: "records", sure: febrlSure, recall: 0.9},
	"febrl2":     {spec: "febrl", files: []string{"febrl/dataset2.csv.gz"}, truth: "records", sure: febrlSure, recall: 0.9},
	"febrl3":     {spec: "febrl", files: []string{"febrl/dataset3.csv.gz"}, truth: "records", sure: febrlSure, recall: 0.9},
	"febrl4":     {spec: "febrl4", files: []string{"febrl/dataset4a.csv.gz", "febrl/dataset4b.csv.gz"}, truth: "records", sure: febrlSure, recall: 0.9},
	"historical": {spec: "historical", files: []string{"splink/historical_figures_with_errors_50k.csv.gz"}, truth: "records", sure: []string{"first_name and surname and dob", "surname and dob and postcode", "first_name and dob and postcode"}, recall: 0.6},
	"D1":         {spec: "restaurants", files: []string{"two_sources/D1/rest1.csv.gz", "two_sources/D1/rest2.csv.gz"}, truth: "two_sources/D1/gt.csv.gz", alone: true},
	"D2":         {spec: "products", files: []string{"two_sources/D2/abt.csv.gz", "two_sources/D2/buy.csv.gz"}, truth: "two_sources/D2/gt.csv.gz", alone: true},
	"D4":         {spec: "papers", files: []string{"two_sources/D4/dblp.csv.gz", "two_sources/D4/acm.csv.gz"}, truth: "two_sources/D4/gt.csv.gz", alone: true},
}

// in puts the folders before the names.
func (s set) in(o options, name string) set {
	s.name = name
	s.spec = filepath.Join(o.Specs, s.spec+".yaml")
	for i := range s.files {
		s.files[i] = filepath.Join(o.Data, s.files[i])
	}
	if s.truth != "records" {
		s.truth = filepath.Join(o.Data, s.truth)
	}
	return s
}
