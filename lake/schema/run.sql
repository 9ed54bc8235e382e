-- One row is one model's list in one pass over the path that was published, also where the list named nobody.
-- Written by pipeline, read by everyone who asks which list is the newest and where it comes from.
CREATE TABLE IF NOT EXISTS run (
  run_id VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  version VARCHAR NOT NULL,          -- the trained model in the registry; '': people have stopped the model, and it names nobody
  as_of DATE NOT NULL,
  seed UBIGINT NOT NULL,
  pack_id VARCHAR NOT NULL,
  pack_hash VARCHAR NOT NULL,
  data_hash VARCHAR NOT NULL,        -- of the loaded extracts
  code_hash VARCHAR NOT NULL,        -- of the source from which scores and lists follow
  started_at TIMESTAMP NOT NULL
);
