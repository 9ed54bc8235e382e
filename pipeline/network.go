package pipeline

import (
	"vigie"
	"vigie/network"
)

// What the network shows, for who asks here.
type (
	Ego      = network.Ego
	Path     = network.Path
	Tie      = network.Tie
	Relation = network.Relation
	Along    = network.Along
	Way      = network.Way
	DrawnTie = network.Pair
)

// Ego is the surroundings of an entity, the most telling ties first, within a budget of nodes.
func (s *Snapshot) Ego(entity string, nodes int) (*Ego, error) {
	return drawnFor(s, func(v *network.View) (*Ego, error) { return v.Ego(entity, nodes) })
}

// Paths are the dated ties by which findings elsewhere reach an entity, and the day of the drawing on which the network scores of the
// snapshot's day rest.
func (s *Snapshot) Paths(entity string, most int) (paths []Path, scoredOn vigie.Date, err error) {
	v, err := s.drawn()
	if err != nil {
		return nil, 0, err
	}
	paths, err = v.Paths(entity, most)
	return paths, v.ScoredOn, err
}

// Relations are the kinds of ties of an entity, with what following each would bring.
func (s *Snapshot) Relations(entity string) ([]Relation, error) {
	return drawnFor(s, func(v *network.View) ([]Relation, error) { return v.Relations(entity) })
}

// Expand is what an entity shares along a relation, and with whom, within a budget of nodes.
func (s *Snapshot) Expand(entity string, along Along, nodes int) (*Ego, error) {
	return drawnFor(s, func(v *network.View) (*Ego, error) { return v.Expand(entity, along, nodes) })
}

// Between is the shortest way from one entity to another.
func (s *Snapshot) Between(from, to string) (*Way, error) {
	return drawnFor(s, func(v *network.View) (*Way, error) { return v.Between(from, to) })
}

// Ties are those of these names that were known.
func (s *Snapshot) Ties(pairs []DrawnTie) ([]Tie, error) {
	return drawnFor(s, func(v *network.View) ([]Tie, error) { return v.Ties(pairs), nil })
}

// drawnFor asks the network, which is drawn at the first question.
func drawnFor[T any](s *Snapshot, ask func(*network.View) (T, error)) (out T, err error) {
	v, err := s.drawn()
	if err != nil {
		return out, err
	}
	return ask(v)
}
