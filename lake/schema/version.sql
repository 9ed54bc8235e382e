-- One row is a step that people took with a trained version of a model, and the state it left it in. It counts from its day on.
-- Written by feedback from casework, read by pipeline: a version that is live, or watched, is the one that chooses targets.
CREATE TABLE IF NOT EXISTS version (
  model VARCHAR NOT NULL,            -- id of the pack's model
  version VARCHAR NOT NULL,          -- the trained model in the registry
  state VARCHAR NOT NULL,
  decided_on DATE NOT NULL,
  position INTEGER NOT NULL          -- among the steps of this version
);
