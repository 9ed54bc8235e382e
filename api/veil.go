package api

import (
	"context"
	"strings"

	"vigie"
)

// veil keeps who sees pseudonyms from finding out whom they stand for by asking the other way round: by a name or a number in mind. A list
// is narrowed to an employer by its pseudonym then, and not searched for words, among which its name is.
func (s *Server) veil(ctx context.Context, k vigie.Kind, in *asks, scope vigie.Scope) error {
	veiled, err := s.veiled(ctx, k, scope)
	if err != nil || !veiled {
		return err
	}
	if strings.TrimPrefix(in.Sort, "-") == "entity" { // the order of their numbers tells who is before whom
		return vigie.Errorf(vigie.Denied, "sort by entity: you see employers by pseudonyms; sort by another field")
	}
	if in.Text != "" {
		return vigie.Errorf(vigie.Denied, "search by words: you see employers by pseudonyms; narrow the list by its fields")
	}
	for i := range in.where {
		if in.where[i].Field != "entity" {
			continue
		}
		for j, id := range in.where[i].Values {
			if in.where[i].Values[j], err = s.unveiled(id); err != nil {
				return err
			}
		}
	}
	return nil
}

// veiled says whether the actor sees employers on things of a kind by pseudonyms, whatever of its own scope they are in.
func (s *Server) veiled(ctx context.Context, k vigie.Kind, scope vigie.Scope) (bool, error) {
	switch k {
	case vigie.KindTarget, vigie.KindFeedback, vigie.KindLate, vigie.KindEmployer:
		ok, err := s.named(ctx, vigie.Thing{Kind: k, Keys: scope.Keys})
		return !ok, err
	}
	return false, nil
}

// unnamed says whether the actor sees employers by pseudonyms wherever they stand.
func (s *Server) unnamed(ctx context.Context) (bool, error) {
	scope, err := s.Guard.Scope(ctx, vigie.KindEmployer)
	if err != nil {
		return false, err
	}
	return s.veiled(ctx, vigie.KindEmployer, scope)
}

// unveiled is the employer behind a pseudonym; a number is none.
func (s *Server) unveiled(id string) (string, error) {
	if !strings.HasPrefix(id, pseudonymous) {
		return "", vigie.NoSuch(vigie.KindEmployer, id)
	}
	return s.Pseudonyms.Entity(id)
}
