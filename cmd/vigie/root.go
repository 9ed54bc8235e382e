package main

import (
	"runtime"

	"github.com/spf13/cobra"
)

func newRoot(c *Config) *cobra.Command {
	root := &cobra.Command{
		Use:   "vigie",
		Short: "From register extracts to explained inspection targets",
		Long: `vigie reads register extracts, computes what was known of each employer on a date, ranks them by the risk
that an inspection finds something, and proposes targets under a capacity, each with its reasons, what speaks
against, and what to check first. A target is not a suspect, and a score is not a verdict: people decide.

` + exitHelp,
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if c.Threads > 0 {
				runtime.GOMAXPROCS(c.Threads) // training and judging as well as the lake
			}
			return c.Validate()
		},
	}
	root.SetOut(c.out)
	root.SetErr(c.err)
	f := root.PersistentFlags()
	f.StringVar(&c.Home, "home", defaultHome(), "folder for the state (default $VIGIE_HOME or ./vigie-home)")
	f.StringVar(&c.Casework, "casework", defaultCasework(), "SQLite file or PostgreSQL URL of what people decided (default $VIGIE_CASEWORK or in the home)")
	f.StringVar(&c.AsOf, "as-of", "", "say what was known on this day, yyyy-mm-dd (default: the last day known)")
	f.Uint64Var(&c.Seed, "seed", c.Seed, "seed of every chance: sampling, draws, resamples")
	f.BoolVar(&c.JSON, "json", false, "figures as JSON on standard output")
	f.StringVar(&c.Language, "lang", "", "language of what the pack says: reasons, questions, names of things, one of its own (default: its first); what the program says is English")
	f.IntVar(&c.Threads, "threads", 0, "use at most so many threads (default: all processors); figures do not depend on it")
	f.IntVar(&c.MemoryMB, "memory-mb", 0, "memory limit of the lake in MiB (default: 3/4 of what there is)")
	root.AddCommand(newCheck(c), newLoad(c), newTrain(c), newRetention(c), newRun(c), newTargets(c), newEvaluate(c), newIndicators(c), newDrift(c), newPapers(c), newBacktest(c), newCampaign(c), newNew(c), newNetwork(c), newMatch(c), newSynth(c), newDemo(c), newServe(c), newAudit(c), newDisclosure(c),
		newExport(c), newImport(c), newBackup(c), newRestore(c), newMigrate(c), newUsers(c))
	return root
}

// treesFlag lets a command work with trees that were trained elsewhere.
func (c *Config) treesFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.Trees, "trees", "", "judge and use boosted trees trained elsewhere: XGBoost JSON or LightGBM text, features named family.column")
}
