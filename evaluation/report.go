package evaluation

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"

	"vigie"
)

// Draft measures a period and keeps rows and figures together. It may name the report that it corrects.
func (d *Desk) Draft(ctx context.Context, c vigie.Command, from, to vigie.Date, corrects, note string) (vigie.Receipt, error) {
	c.Action = "report.measure"
	r := &vigie.EvaluationReport{State: vigie.ReportDraft, From: from, To: to, Definitions: Definitions, Note: note, Corrects: corrects}
	if err := d.Guard.Check(ctx, c.Action, r.Thing()); err != nil {
		return vigie.Receipt{}, err
	}
	if to < from {
		return vigie.Receipt{}, vigie.Errorf(vigie.Invalid, "measure from %s to %s: the period ends before it begins", from, to)
	}
	if to > d.Office.Day(c.At) {
		return vigie.Receipt{}, vigie.Errorf(vigie.Invalid, "measure until %s: that day has not come yet", to)
	}
	rows, err := d.gather(ctx, from, to, c.At)
	if err != nil {
		return vigie.Receipt{}, err
	}
	if r.Rows, r.Hash, err = packed(rows); err != nil {
		return vigie.Receipt{}, err
	}
	r.Measured = Measure(rows)
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		if corrects != "" {
			old, err := b.Reports().Get(ctx, corrects)
			if err != nil {
				return err
			}
			if old.State != vigie.ReportPublished {
				return vigie.Errorf(vigie.Conflict, "correct %s: it was not published: nobody has read it", corrects)
			}
		}
		return vigie.Keep(ctx, b, b.Reports(), c.Action, vigie.Act{}, r)
	})
}

// Publish says a report as it was measured. There is no act that changes or takes back what was published.
func (d *Desk) Publish(ctx context.Context, c vigie.Command, act vigie.Act) (vigie.Receipt, error) {
	c.Action = "report.publish"
	return d.Casework.Do(ctx, c, func(b vigie.Books) error {
		_, err := vigie.Take(ctx, b, d.Guard, b.Reports(), vigie.ReportCycle, c.Action, act, func(r *vigie.EvaluationReport) error {
			who, _ := vigie.ActorOf(ctx)
			r.PublishedAt, r.PublishedBy = c.At, who.UserID
			return nil
		})
		return err
	})
}

// Export is the file from which a report can be measured again: its rows, and what was measured on them.
type Export struct {
	Report   string                `json:"report"`
	State    string                `json:"state"`
	Hash     string                `json:"hash"` // SHA-256 of the rows as they stand here
	Measured []vigie.MeasureFigure `json:"measured"`
	Rows     json.RawMessage       `json:"rows"`
}

// Unpack opens a report for its export. Rows that are not those of the report's hash are an error.
func Unpack(r *vigie.EvaluationReport) (*Export, error) {
	z, err := gzip.NewReader(bytes.NewReader(r.Rows))
	if err != nil {
		return nil, vigie.Errorf(vigie.Internal, "open the rows of report %s: %w", r.ID, err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return nil, vigie.Errorf(vigie.Internal, "open the rows of report %s: %w", r.ID, err)
	}
	if hash(text) != r.Hash {
		return nil, vigie.Errorf(vigie.Internal, "report %s: its rows are not those that were measured", r.ID)
	}
	return &Export{r.ID, r.State, r.Hash, r.Measured, text}, nil
}

func packed(rows *Rows) (packed []byte, sum string, err error) {
	text, err := json.Marshal(rows)
	if err != nil {
		return nil, "", err
	}
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err = z.Write(text); err == nil {
		err = z.Close()
	}
	return out.Bytes(), hash(text), err
}

func hash(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
