// Command shap compares our SHAP values with XGBoost's pred_contribs and LightGBM's pred_contrib: the same
// model, the same rows, the same machine.
//
//	go run ./bench/shap                                        depths 6 and 8, 1 and 2 threads, against XGBoost
//	go run ./bench/shap -python /usr/bin/python3               against the XGBoost of another Python
//	go run ./bench/shap -peer lightgbm                         against LightGBM, on its own model
//	go run ./bench/shap -depths 2,4,6,8,10,12 -trees 50        growth with depth
//	go run ./bench/shap -depths 6 -trees 50,100,200,400        growth with trees
//
// The peer trains the model on invented data, and we read its file. Then runs are taken in pairs, ours and the peer's
// one after the other in processes of their own, and the ratio is taken within a pair: what else the machine
// does disturbs both. The time is that of explaining all rows, without reading model and rows. Both
// explain the same rows; ours is also shown for more rows, since it computes tables first, which the more rows
// share the less they cost.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"vigie/internal/gbm/invented"
)

// options is what a comparison is made with.
type options struct {
	Depths, Trees, Threads []int  // what to compare at
	Rows                   int    // explained by both
	More                   int    // explained by us alone besides
	Train                  int    // the model is trained on
	Features               int    // of the data
	Pairs                  int    // of runs of each kind
	Python                 string // the interpreter that has the peer
	Peer                   string // xgboost or lightgbm
	Script                 string // where peer.py lies
	Out                    string // a folder for data and models
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "shap:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) > 0 && args[0] == "child" {
		return explainOnce(args[1:])
	}
	o, err := parse(args)
	if err != nil {
		return err
	}
	if err := writeData(o); err != nil {
		return err
	}
	fmt.Printf("| depth | trees | threads | %s rows/s | ours rows/s | times as fast (min–max) | ours rows/s, %d rows | peer MB | ours MB | largest difference of a sum |\n", o.Peer, o.More)
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|")
	var version string
	for _, depth := range o.Depths {
		for _, trees := range o.Trees {
			model, err := trainPeer(o, depth, trees)
			if err != nil {
				return err
			}
			for _, threads := range o.Threads {
				if version, err = compare(o, model, depth, trees, threads); err != nil {
					return err
				}
			}
		}
	}
	fmt.Printf("\n%s, %d rows of %d features, %d pairs\n", version, o.Rows, o.Features, o.Pairs)
	return nil
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("shap", flag.ContinueOnError)
	depths := flags.String("depths", "6,8", "depths of the trees")
	trees := flags.String("trees", "100", "numbers of trees")
	threads := flags.String("threads", "1,2", "numbers of threads")
	flags.IntVar(&o.Rows, "rows", 1000, "rows both explain")
	flags.IntVar(&o.More, "more", 20_000, "rows we explain besides")
	flags.IntVar(&o.Train, "train", 50_000, "rows the model is trained on")
	flags.IntVar(&o.Features, "features", 50, "features of the invented data")
	flags.IntVar(&o.Pairs, "pairs", 5, "pairs of runs")
	flags.StringVar(&o.Python, "python", "python3", "interpreter that has the peer")
	flags.StringVar(&o.Peer, "peer", "xgboost", "xgboost or lightgbm")
	flags.StringVar(&o.Script, "script", "bench/shap/peer.py", "the peer's script")
	flags.StringVar(&o.Out, "out", filepath.Join(os.TempDir(), "vigie-bench-shap"), "folder for data and models")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	for _, list := range []struct {
		text string
		to   *[]int
	}{{*depths, &o.Depths}, {*trees, &o.Trees}, {*threads, &o.Threads}} {
		for word := range strings.SplitSeq(list.text, ",") {
			n, err := strconv.Atoi(word)
			if err != nil || n < 1 {
				return o, fmt.Errorf("%q is not a list of positive numbers", list.text)
			}
			*list.to = append(*list.to, n)
		}
	}
	if o.Pairs < 1 || o.Rows < 1 || o.More < o.Rows || o.Features < invented.Features {
		return o, errors.New("want at least one pair, one row, as many -more rows as -rows, and 10 features")
	}
	return o, nil
}
