package main

import (
	"context"
	"strings"

	"vigie"
	"vigie/access"
	"vigie/pack"
	"vigie/pipeline"
	"vigie/source"
)

// revealer turns pseudonyms back out of the extracts as they were received, of persons whom the published lake ties to the employer.
func (c *Config) revealer(p *pack.Pack, store vigie.Casework, guard vigie.Guard, reader *pipeline.Reader, threshold float64) *access.Revealer {
	// A tie names a resource by its kind and its number; the register holds the number.
	find := func(ctx context.Context, pseudonym, entity string) (number string, err error) {
		err = reader.Use(ctx, func(s *pipeline.Snapshot) error {
			bare := pseudonym[strings.LastIndexByte(pseudonym, ':')+1:]
			var tied bool
			err := s.Lake.QueryRow(ctx, `SELECT EXISTS (FROM link WHERE entity_id = ? AND resource_kind = 'person' AND (resource_id = ? OR ends_with(resource_id, ':' || ?)))`, entity, pseudonym, pseudonym).Scan(&tied)
			if err != nil {
				return vigie.Errorf(vigie.Internal, "look for the tie between a pseudonym and an employer: %w", err)
			}
			if !tied {
				return vigie.NoSuch(vigie.KindPseudonym, pseudonym)
			}
			number, err = source.Reveal(ctx, s.Lake, p, source.Options{Registers: c.home().Registers(), Keys: c.home().Keys()}, bare)
			return err
		})
		return number, err
	}
	return &access.Revealer{Casework: store, Guard: guard, Threshold: threshold, Find: find}
}
