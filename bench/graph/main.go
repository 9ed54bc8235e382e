// Command graph measures the network: how fast scores spread, beside igraph and networkx, and how long an ego query takes.
//
//	go run ./bench/graph                                  100 k, 1 M and 5 M edges, against igraph
//	go run ./bench/graph -peer networkx                   against networkx
//	go run ./bench/graph -ego                             ego queries on an invented graph of a country's size
//	go run ./bench/graph -ego -home HOME -as-of D         ego queries on the lake that a home has published
//
// Both sides read the same invented edges; the time is that of building the graph and of spreading over it, reading left out.
// The peers solve what is the same by another name: with y = D^½ c, BiRank is PageRank on the bipartite graph with damping √α,
// restarting at D^½ c₀ (network.md). Runs are taken in turns, each in a process of its own, and processor seconds are counted
// beside those on the clock: ours uses all processors, the peers one.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

type options struct {
	Edges  []int // sizes
	Pairs  int   // of runs of each kind
	Python string
	Peer   string // igraph or networkx
	Script string
	Out    string // a folder for edges and scores

	Ego  bool
	Home string // whose published lake; "": an invented one
	AsOf string
	Asks int // entities asked about
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "graph:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) > 0 && args[0] == "child" {
		return spreadOnce(args[1:])
	}
	o, err := parse(args)
	if err != nil {
		return err
	}
	if o.Ego {
		return ego(o)
	}
	return compare(o)
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("graph", flag.ContinueOnError)
	edges := flags.String("edges", "100000,1000000,5000000", "numbers of edges; a fifth as many nodes")
	flags.IntVar(&o.Pairs, "pairs", 3, "pairs of runs")
	flags.StringVar(&o.Python, "python", "python3", "interpreter that has the peer")
	flags.StringVar(&o.Peer, "peer", "igraph", "igraph or networkx")
	flags.StringVar(&o.Script, "script", "bench/graph/peer.py", "the peer's script")
	flags.StringVar(&o.Out, "out", filepath.Join(os.TempDir(), "vigie-bench-graph"), "folder for edges and scores")
	flags.BoolVar(&o.Ego, "ego", false, "measure ego queries")
	flags.StringVar(&o.Home, "home", "", "a home whose published lake is asked")
	flags.StringVar(&o.AsOf, "as-of", "", "the day asked about; the lake's newest extract unless said")
	flags.IntVar(&o.Asks, "asks", 5000, "how many ego queries")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	for word := range strings.SplitSeq(*edges, ",") {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1000 {
			return o, fmt.Errorf("%q is not a list of numbers from 1000", *edges)
		}
		o.Edges = append(o.Edges, n)
	}
	if o.Pairs < 1 || o.Asks < 100 {
		return o, errors.New("want at least one pair, and 100 -asks")
	}
	return o, os.MkdirAll(o.Out, 0o755)
}
