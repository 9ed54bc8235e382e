package main

import (
	"context"

	"vigie"
	"vigie/api"
	"vigie/audit"
)

// proof verifies the audit log as `vigie audit verify` does, for who asks the server.
func (c *Config) proof(store vigie.Casework) func(context.Context) (*api.Proof, error) {
	return func(ctx context.Context) (*api.Proof, error) {
		key, err := c.auditKey()
		if err != nil {
			return nil, err
		}
		signed, err := audit.File(c.home().Checkpoints()).All(key.Public())
		if err != nil {
			return nil, err
		}
		r, err := audit.Verify(ctx, store, signed)
		if err != nil {
			return nil, err
		}
		p := &api.Proof{Lines: r.Lines, Signed: r.Signed, Faults: append([]string{}, r.Faults...)}
		if n := len(signed); n > 0 {
			p.Checkpoint = &signed[n-1].At
		}
		return p, nil
	}
}
