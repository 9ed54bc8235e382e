// Command gbm compares our boosting with its peers, on seeded invented data and on the same machine.
//
//	go run ./bench/gbm                        trainings against XGBoost, 100k, 300k and 1M rows, 1 and 2 threads
//	go run ./bench/gbm -peer lightgbm         against another peer
//	go run ./bench/gbm golden                 the numbers our tests hold themselves to, as JSON
//
// Timings are taken in pairs, ours and the peer's one after the other, each in a process of its own, and
// the ratio is taken within a pair: what else the machine does then disturbs both.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// options is what a comparison is made with.
type options struct {
	Rows     []int  // the sizes to compare at
	Threads  []int  // the numbers of threads to compare at
	Pairs    int    // of runs at each size and number of threads
	Features int    // of the invented data
	Rounds   int    // trees
	Depth    int    // of a tree
	Bins     int    // a feature
	Rate     string // the learning rate, as text so that both sides read the same
	Seed     uint64 // of the data
	Python   string // the interpreter that has the peer
	Peer     string // xgboost, xgboost-quantile or lightgbm
	Script   string // where peer.py lies
	Out      string // a folder for the data
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gbm:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	command := "train"
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		command, args = args[0], args[1:]
	}
	o, err := parse(command, args)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.Out, 0o755); err != nil {
		return err
	}
	switch command {
	case "train":
		return compareTraining(o)
	case "golden":
		return writeGolden(o)
	case "child":
		return trainOnce(o)
	}
	return fmt.Errorf("unknown command %q: want train or golden", command)
}

func parse(command string, args []string) (options, error) {
	var o options
	var rows, threads string
	flags := flag.NewFlagSet(command, flag.ContinueOnError)
	flags.StringVar(&rows, "rows", "100000,300000,1000000", "sizes to compare at")
	flags.StringVar(&threads, "threads", "2,1", "numbers of threads to compare at")
	flags.IntVar(&o.Pairs, "pairs", 5, "pairs of runs at each size and number of threads")
	flags.IntVar(&o.Features, "features", 50, "features of the invented data")
	flags.IntVar(&o.Rounds, "rounds", 100, "trees")
	flags.IntVar(&o.Depth, "depth", 6, "depth of a tree")
	flags.IntVar(&o.Bins, "bins", 256, "bins a feature")
	flags.StringVar(&o.Rate, "rate", "0.1", "learning rate")
	flags.Uint64Var(&o.Seed, "seed", 1, "seed of the data")
	flags.StringVar(&o.Python, "python", "python3", "interpreter that has the peer")
	flags.StringVar(&o.Peer, "peer", "xgboost", "xgboost, xgboost-quantile or lightgbm")
	flags.StringVar(&o.Script, "script", "bench/gbm/peer.py", "where peer.py lies")
	flags.StringVar(&o.Out, "out", "bench/out/gbm", "folder for the data")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	var errRows, errThreads error
	o.Rows, errRows = numbers(rows)
	o.Threads, errThreads = numbers(threads)
	return o, errors.Join(errRows, errThreads)
}

func numbers(list string) ([]int, error) {
	var all []int
	for text := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(text)
		if err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, nil
}
