-- A table for each query of a pack's folder derive/: what many features and indicators start from, for all of history.
-- Written by derive, read by derive, indicator and feature.
CREATE SCHEMA IF NOT EXISTS derived;

-- One row is a table that was computed from the registers, with the hash of everything that it follows from.
-- Written and read by pipeline, so that what has not changed is not computed again.
CREATE TABLE IF NOT EXISTS built (
  name VARCHAR PRIMARY KEY,          -- contract, derived.<id> or indicator.<id>
  made_from VARCHAR NOT NULL
);
