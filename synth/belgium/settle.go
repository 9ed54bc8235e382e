package belgium

import "context"

func (w *world) lay() error                     { return nil }
func (w *world) settle() error                  { return nil }
func (w *world) live(ctx context.Context) error { return ctx.Err() }
