-- One row is one pass over the path that was published.
-- Written by pipeline, read by everyone who asks where a list comes from.
CREATE TABLE IF NOT EXISTS run (
  run_id VARCHAR NOT NULL,
  as_of DATE NOT NULL,
  seed UBIGINT NOT NULL,
  pack_id VARCHAR NOT NULL,
  pack_hash VARCHAR NOT NULL,
  started_at TIMESTAMP NOT NULL
);
