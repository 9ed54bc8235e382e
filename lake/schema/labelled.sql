-- One row is one entity on one date that a model learns from or is judged on, with the outcome that became known later.
-- Written by model.Label, read by feature (whom to answer for) and model (what to learn).
CREATE TABLE IF NOT EXISTS labelled (
  model VARCHAR NOT NULL,
  row_id VARCHAR NOT NULL,           -- the inspection, or entity and date for a grid
  entity_id VARCHAR NOT NULL,
  as_of DATE NOT NULL,               -- features use what was known on this day
  inspected_on DATE NOT NULL,        -- always later than as_of
  label_known_on DATE NOT NULL,      -- from this day the outcome may be learnt from
  label BOOLEAN NOT NULL,            -- positive, by the model's versioned definition
  held BOOLEAN NOT NULL,             -- may be in the model's holdout
  inspector_group VARCHAR,
  sector VARCHAR,
  territory VARCHAR
);
ALTER TABLE labelled ADD COLUMN IF NOT EXISTS label_known_until DATE; -- from this day another outcome was known, of which there is a row too; NULL: it stands
ALTER TABLE labelled ADD COLUMN IF NOT EXISTS channel VARCHAR; -- how the entity came to be inspected
ALTER TABLE labelled ADD COLUMN IF NOT EXISTS selection_probability DOUBLE; -- the chance of that, where a draw decided

-- One row is one inspection whose outcome counts for a model: what its simple baselines know of the past.
-- Written by model.Label, read by model.
CREATE TABLE IF NOT EXISTS outcome (
  model VARCHAR NOT NULL,
  entity_id VARCHAR NOT NULL,
  sector VARCHAR,
  known_on DATE NOT NULL,
  positive BOOLEAN NOT NULL
);
ALTER TABLE outcome ADD COLUMN IF NOT EXISTS known_until DATE;        -- from this day it was known to be another; NULL: it stands

-- One row is one as-of date of a grid cohort. Written and read by model.Label.
CREATE TABLE IF NOT EXISTS as_of_date (as_of DATE NOT NULL);
