-- One row is one entity that would come among the first visits of its territory, or go from them, if the version in the shadow chose.
-- Written by target.Shadow, read by everyone who has to decide between the two.
CREATE TABLE IF NOT EXISTS shadow (
  run_id VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  champion VARCHAR NOT NULL,         -- the version that chooses
  challenger VARCHAR NOT NULL,       -- the one in its shadow
  entity_id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  sector VARCHAR NOT NULL,
  territory VARCHAR NOT NULL,
  capacity INTEGER NOT NULL,         -- visits that one list asks of the territory
  moved VARCHAR NOT NULL,            -- comes or goes
  rank_now INTEGER NOT NULL,         -- by the champion
  rank_then INTEGER NOT NULL,        -- by the challenger
  score_now DOUBLE NOT NULL,
  score_then DOUBLE NOT NULL
);

-- One row is how much one feature moves one such entity's score by each of the two: their differences say why it comes or goes.
-- Written by model.ShadowReasons for the features that differ most.
CREATE TABLE IF NOT EXISTS shadow_reason (
  run_id VARCHAR NOT NULL,
  model VARCHAR NOT NULL,
  entity_id VARCHAR NOT NULL,
  position INTEGER NOT NULL,         -- 1 differs most
  feature VARCHAR NOT NULL,          -- family.column
  champion DOUBLE NOT NULL,          -- log-odds
  challenger DOUBLE NOT NULL
);
