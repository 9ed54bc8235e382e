package model

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"

	"vigie"
	"vigie/pack"
)

// Trained is a model in the registry: what it scores with and everything that follows from. Its version is the hash of its
// lineage, so that training again from the same things is seen to be the same model.
type Trained struct {
	Version string        `json:"version"`
	Model   string        `json:"model"`
	Pack    string        `json:"pack"`
	Lineage vigie.Lineage `json:"lineage"`
	Trained Period        `json:"trained"`
	Kind    string        `json:"kind"`
	Why     string        `json:"why"` // why this kind of scorer
	// Features are what it was trained on, in the order in which its scorer wants them.
	Features []string `json:"features,omitempty"`
	Again    bool     `json:"-"` // the registry had this version already, equal to the bit
	Fit      Fit      `json:"-"`
}

// Train fits the kind of scorer on everything ripe by the lineage's day. The lineage comes with the data, pack, code and
// seed; the rows and parameters are added here. trees are given ones, or nil.
func Train(ctx context.Context, t *Table, p *pack.Pack, m *pack.Model, kind, why string, trees Scorer, l vigie.Lineage) (*Trained, error) {
	if kind == "" {
		kind = learnerKind(m)
	}
	day := l.KnownBy
	rows := trainable(t, math.MinInt32, day, day+1) // ripe and known by the day itself
	if err := enough(t, Split{Name: day.String(), Train: rows, Test: rows}); err != nil {
		return nil, err
	}
	var fit Fit
	if kind == given {
		fit = calibrated(trees, t, rows, m.Learner)
	} else {
		var err error
		if fit, err = learnCalibrated(ctx, kind, t, rows, m.Learner, day, l.Seed); err != nil {
			return nil, err
		}
	}
	if kind != given {
		trees = nil
	}
	l.Matrix, l.Params = t.hash(rows), HashOf(m.Learner, kind, trees)
	trained := &Trained{Model: m.ID, Pack: p.ID, Kind: kind, Why: why, Fit: fit, Trained: period(t, rows), Lineage: l, Features: t.refs()}
	trained.Version = HashOf(trained.Model, trained.Lineage)[:12]
	return trained, nil
}

// Save keeps the model under dir/<model>/<version>. Where it is there already the two must be equal to the bit: anything
// else means that a lineage does not determine its scores, which is an error, not a new version.
func (tr *Trained) Save(dir string) (again bool, err error) {
	folder := filepath.Join(dir, tr.Model, tr.Version)
	scorer, err := MarshalFit(tr.Fit)
	if err != nil {
		return false, err
	}
	about, err := json.MarshalIndent(tr, "", "  ")
	if err != nil {
		return false, err
	}
	old, err := os.ReadFile(filepath.Join(folder, "scorer.json"))
	if err == nil {
		if !slices.Equal(old, scorer) {
			return false, vigie.Errorf(vigie.Internal, "keep model %s: version %s is there with other scores: the same lineage gave another result: please report it, and delete %s to go on", tr.Model, tr.Version, folder)
		}
		return true, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return false, vigie.Errorf(vigie.Unavailable, "keep model %s: %w", tr.Model, err)
	}
	return false, tr.write(folder, scorer, about)
}

// write makes the folder appear whole or not at all.
func (tr *Trained) write(folder string, scorer, about []byte) error {
	part := folder + ".part"
	err := errors.Join(os.RemoveAll(part), os.MkdirAll(part, 0o700))
	if err == nil {
		err = errors.Join(
			os.WriteFile(filepath.Join(part, "scorer.json"), scorer, 0o600),
			os.WriteFile(filepath.Join(part, "model.json"), about, 0o600))
	}
	if err == nil {
		err = os.Rename(part, folder)
	}
	if err != nil {
		return vigie.Errorf(vigie.Unavailable, "keep model %s: %w", tr.Model, err)
	}
	return nil
}

// Load reads a version back.
func Load(dir, model, version string) (*Trained, error) {
	folder := filepath.Join(dir, model, version)
	about, err := os.ReadFile(filepath.Join(folder, "model.json"))
	if err != nil {
		return nil, vigie.Errorf(vigie.NotFound, "read model %s version %s: %w", model, version, err)
	}
	scorer, err := os.ReadFile(filepath.Join(folder, "scorer.json"))
	if err != nil {
		return nil, vigie.Errorf(vigie.NotFound, "read model %s version %s: %w", model, version, err)
	}
	tr := &Trained{}
	if err := json.Unmarshal(about, tr); err != nil {
		return nil, vigie.Errorf(vigie.Invalid, "read model %s version %s: model.json: %w", model, version, err)
	}
	tr.Fit, err = UnmarshalFit(scorer)
	return tr, err
}

// hash is over everything the rows tell a learner.
func (t *Table) hash(rows []int32) string {
	h := sha256.New()
	word := func(v uint64) {
		var b [8]byte
		binary.LittleEndian.PutUint64(b[:], v)
		h.Write(b[:])
	}
	text := func(s string) { word(uint64(len(s))); h.Write([]byte(s)) }
	for i, f := range t.Features {
		text(f.Ref)
		for _, r := range rows {
			if f.Categorical() {
				text(t.Texts[i][r])
			} else {
				word(uint64(math.Float32bits(t.Numbers[i][r])))
			}
		}
	}
	for _, r := range rows {
		text(t.ID[r])
		text(t.Group[r])
		for _, v := range []float64{float64(t.AsOf[r]), float64(t.Inspected[r]), float64(t.Known[r]), truth(t.Positive[r]),
			t.Past.Inspections[r], t.Past.Positives[r], t.Past.SectorInspections[r], t.Past.SectorPositives[r],
			t.Past.AllInspections[r], t.Past.AllPositives[r]} {
			word(math.Float64bits(v))
		}
		if t.Chance != nil {
			word(math.Float64bits(t.Chance[r]))
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// HashOf is over the JSON of the values: field order is fixed by their types, and maps are sorted.
func HashOf(values ...any) string {
	b, err := json.Marshal(values)
	if err != nil {
		panic(err) // only types of this package come here
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
