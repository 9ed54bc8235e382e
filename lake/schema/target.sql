-- One row is one entity chosen for a visit in a run, with the chance by which it was chosen.
-- Written by target.Select, read by model.Contribute, and by the casework that consults and investigates. Kept as delivered.
CREATE TABLE IF NOT EXISTS target (
  run_id VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  entity_id VARCHAR NOT NULL,
  as_of DATE NOT NULL,
  name VARCHAR,
  sector VARCHAR,
  territory VARCHAR,
  score DOUBLE NOT NULL,
  rank INTEGER NOT NULL,             -- among the eligible of its territory
  eligible INTEGER NOT NULL,         -- how many they were
  channel VARCHAR NOT NULL,          -- ranked, near or random
  probability DOUBLE NOT NULL        -- of being on this list at all, over the draws
);

-- One row is one reason of one target, in the words in which it was delivered, in every language of the pack.
-- Written by target.Explain, read by everyone who shows a target.
CREATE TABLE IF NOT EXISTS reason (
  run_id VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  entity_id VARCHAR NOT NULL,
  position INTEGER NOT NULL,         -- 1 moved the score most
  feature VARCHAR NOT NULL,
  contribution DOUBLE NOT NULL,
  value VARCHAR NOT NULL,            -- as the feature gave it; '': not available
  peer VARCHAR,
  date VARCHAR NOT NULL,
  stance VARCHAR NOT NULL,           -- for, against, context or unknown
  sentence VARCHAR NOT NULL,         -- JSON: the sentence by language
  innocent VARCHAR NOT NULL,         -- JSON: a list of sentences by language
  shown VARCHAR NOT NULL             -- JSON: a list of the latest evidence: its day, its detail by language, its records
);
