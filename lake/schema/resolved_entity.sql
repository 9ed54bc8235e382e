-- One row is one record of a source and the entity that it was found to be of, in one run of one spec.
-- Written by match, read by network and by whoever joins registers.
CREATE TABLE IF NOT EXISTS resolved_entity (
  match VARCHAR NOT NULL,            -- the spec
  source VARCHAR NOT NULL,
  record VARCHAR NOT NULL,
  entity VARCHAR NOT NULL            -- stays the same when other records are added
);
