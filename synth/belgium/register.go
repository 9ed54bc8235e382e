package belgium

import (
	"context"

	"vigie/synth/extract"
)

// eachFirm visits all firms with the chances that each has in a register. It stops when ctx ends.
func (w *world) eachFirm(ctx context.Context, register string, visit func(i int32, f *firm, d dice)) error {
	key := w.key(register)
	for i := range w.firms {
		if i&1023 == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if i > 0 {
			visit(int32(i), &w.firms[i], keyed(key, i))
		}
	}
	return nil
}

// committeeOf is the joint committee that a job is declared under.
func (w *world) committeeOf(f *firm, s *spell) string {
	if s.terms&noisy != 0 {
		return w.sectors[(int(f.sector)+1+int(s.person)%(len(w.sectors)-1))%len(w.sectors)].committee
	}
	return f.committee
}

// identify appends an employer's NSSO number and enterprise number.
func identify(r *extract.Row, f *firm) *extract.Row {
	r.Append(func(b []byte) []byte { return appendNSSO(b, f.nsso) })
	return r.Append(func(b []byte) []byte { return appendEnterprise(b, f.number) })
}
