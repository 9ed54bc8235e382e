-- One row is one thing that was watched in the last run: a register, a feature, the scores or the outcomes of a model, beside its own past.
-- Written by pipeline, read by everyone who has to know whether a model still sees what it learnt from. Each published snapshot keeps its own.
CREATE TABLE IF NOT EXISTS drift (
  run_id VARCHAR NOT NULL,
  watched VARCHAR NOT NULL,          -- register, feature, score, calibration or outcome
  model VARCHAR NOT NULL,            -- '': a register, which is every model's
  item VARCHAR NOT NULL,             -- which register or feature
  figure VARCHAR NOT NULL,           -- rows, psi, missing, mean or share
  value DOUBLE NOT NULL,
  expected DOUBLE NOT NULL,
  low DOUBLE NOT NULL,               -- what is expected lies from here
  high DOUBLE NOT NULL,              -- to here
  measured_on DOUBLE NOT NULL,       -- rows
  alarm BOOLEAN NOT NULL,
  since DATE,                        -- of an alarm
  sentence VARCHAR NOT NULL
);
