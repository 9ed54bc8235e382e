-- The schema in which each spec of a pack's folder match/ has a view of its rows below, by its name.
CREATE SCHEMA IF NOT EXISTS resolved;

-- One row is one record of a source and the entity that it was found to be of, from one day until another. On a day it is
-- of the entity whose row counts: known_on <= day AND (known_until IS NULL OR known_until > day).
-- Written by match; read by whoever joins registers, as resolved.<spec>.
CREATE TABLE IF NOT EXISTS resolved_entity (
  match VARCHAR NOT NULL,            -- the spec
  source VARCHAR NOT NULL,
  record VARCHAR NOT NULL,
  entity VARCHAR NOT NULL,           -- stays the same when other records are added
  known_on DATE NOT NULL,            -- from this day the records and judgements were known from which it follows
  known_until DATE                   -- on this day it came to be of another entity; NULL: it still is of this one
);

-- One row is what a matching may have got wrong about the records of one source, if its model is right.
-- Written by match, read by whoever decides what a match may be used for.
CREATE TABLE IF NOT EXISTS linkage_error (
  match VARCHAR NOT NULL,            -- the spec
  source VARCHAR NOT NULL,
  records BIGINT NOT NULL,
  linked BIGINT NOT NULL,            -- in an entity with another record
  keyless BIGINT NOT NULL,           -- without a key under any blocking rule: compared with nothing
  unlinkable BIGINT NOT NULL,        -- saying so little that not even an equal record would be linked
  invalid BIGINT NOT NULL,           -- values whose check digits are wrong; they count as missing
  contradicted BIGINT NOT NULL,      -- with an identifier that the rest of the other record contradicts
  links BIGINT NOT NULL,             -- that have a record of this source
  expected_false DOUBLE NOT NULL,    -- of these links
  expected_missed DOUBLE NOT NULL,   -- matches of the whole matching that were compared and not linked
  not_compared DOUBLE NOT NULL,      -- matches of the whole matching that no rule brought together: about so many
  completeness DOUBLE NOT NULL       -- share of all matches that were linked, by these estimates
);
