package gbm

// Tree is one regression tree in arrays: node 0 is the root, and a node's children come after it.
// Every slice has one element a node.
type Tree struct {
	Feature     []int32   // the feature a node splits on; -1 for a leaf
	Threshold   []float64 // a value goes left when it is < Threshold (numeric splits only)
	Left, Right []int32   // child nodes; 0 for a leaf
	DefaultLeft []bool    // where a missing value (NaN) goes
	Category    []int32   // the index into Sets of a categorical split; -1 for a numeric one
	Value       []float64 // a leaf's contribution to the margin; 0 for an inner node
	Cover       []float64 // the sum of hessians that reached the node in training
	Gain        []float64 // what the split gained; 0 for a leaf
	Sets        []Set     // the categories that go left, one set a categorical split
}

// Set is a set of category codes, as a bit set. A code outside it goes right; a code never seen in
// training is in no set, and a missing value follows DefaultLeft.
type Set []uint64

// Has tells whether the category code is in the set.
func (s Set) Has(code int) bool {
	return code >= 0 && code>>6 < len(s) && s[code>>6]&(1<<(code&63)) != 0
}

// Kind says how a feature is split.
type Kind string

const (
	Numeric     Kind = "numeric"     // ordered: value < threshold
	Categorical Kind = "categorical" // codes 0, 1, 2 …: membership of a set
)

// Objective is the loss, and with it the meaning of the margin.
type Objective string

const (
	Logistic Objective = "logistic" // the margin is log-odds
	Squared  Objective = "squared"  // the margin is the prediction
)

// Model is a trained ensemble: the margin of a row is BaseMargin plus one leaf of every tree.
type Model struct {
	Objective  Objective
	BaseMargin float64  // on the margin's scale, never a probability
	Features   []string // one name a column of the matrix
	Kinds      []Kind   // one a feature
	Trees      []Tree

	// ZeroMissing tells, one a feature, where a zero is read as a missing value. It is nil for every model
	// trained here; models read from LightGBM have it when they were trained with zero_as_missing.
	ZeroMissing []bool
}

// Matrix is the data, one slice a feature, each with a value a row. A missing value is NaN; a categorical
// value is its code. Rows are never stored as rows: the trainer reads columns, and the predictor gathers.
type Matrix struct {
	Columns [][]float32
}

// Rows is the number of rows.
func (m Matrix) Rows() int {
	if len(m.Columns) == 0 {
		return 0
	}
	return len(m.Columns[0])
}
