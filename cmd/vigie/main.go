// Command vigie turns register extracts into explained inspection targets.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	os.Exit(run())
}

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	c := newConfig(os.Stdout, os.Stderr)
	root := newRoot(c)
	root.SetArgs(os.Args[1:])
	return c.exit(ctx, root.ExecuteContext(ctx))
}
