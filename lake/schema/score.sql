-- One row is one entity's score by one version of a model, as of a date.
-- Written by model.Score, read by target.Select. Only those of the last run stand here; each published snapshot keeps its own.
CREATE TABLE IF NOT EXISTS score (
  run_id VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  version VARCHAR NOT NULL,          -- the trained model in the registry
  entity_id VARCHAR NOT NULL,
  as_of DATE NOT NULL,
  margin DOUBLE NOT NULL,            -- log-odds before calibration; ranks
  score DOUBLE NOT NULL              -- calibrated probability; is shown
);

-- One row is how far one feature moved one score: exact SHAP values, which add up to the margin.
-- Written by model.Contribute for the run's targets only, read by target.Explain.
CREATE TABLE IF NOT EXISTS contribution (
  run_id VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  entity_id VARCHAR NOT NULL,
  feature VARCHAR NOT NULL,          -- family.column
  amount DOUBLE NOT NULL,            -- log-odds
  value VARCHAR,                     -- the feature's value; NULL: not available
  peer VARCHAR,                      -- the median, or most frequent value, of its sector on the date
  since DATE                         -- since when the value holds, where the family says so
);

-- One row is what a version that does not choose would have scored: it was trained just now, and another one is live.
-- Written by model.Shadow, read by target.Shadow.
CREATE TABLE IF NOT EXISTS shadow_score (
  run_id VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  entity_id VARCHAR NOT NULL,
  margin DOUBLE NOT NULL,
  score DOUBLE NOT NULL
);
