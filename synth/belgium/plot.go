package belgium

// plot decides who commits which fraud, from when.
func (w *world) plot() error { return nil }
