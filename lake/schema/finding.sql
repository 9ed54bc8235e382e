-- One row is one piece of evidence that an indicator gives of an entity, whenever it was known.
-- Written by indicator, read by whoever shows why an indicator fires.
CREATE TABLE IF NOT EXISTS evidence (
  indicator VARCHAR NOT NULL,
  entity_id VARCHAR NOT NULL,
  happened_on DATE NOT NULL,
  known_on DATE NOT NULL,            -- from this day all that it rests on was known
  known_until DATE,                  -- on this day it was known to be wrong; NULL: it stands
  weight DOUBLE NOT NULL,            -- in the indicator's unit
  detail VARCHAR,                    -- what was held against what: the parameters of the indicator's detail, as JSON; NULL: it has none
  source_ref VARCHAR,                -- which records
  counts_from DATE NOT NULL,         -- the first as-of date on which it counts: known, and happened
  counts_until DATE                  -- the first on which it does no more: wrong, or out of the window; NULL: it always will
);

-- One row is what an indicator shows of an entity on a date of the cohort: the evidence that counts on it.
-- Written by indicator, read by feature (the family indicator) and target (to say a reason with its dates).
CREATE TABLE IF NOT EXISTS finding (
  indicator VARCHAR NOT NULL,
  entity_id VARCHAR NOT NULL,
  as_of DATE NOT NULL,
  weight DOUBLE NOT NULL,
  evidence INTEGER NOT NULL,         -- how many pieces
  first_on DATE NOT NULL,            -- when the first of them happened
  last_on DATE NOT NULL,
  fires BOOLEAN NOT NULL             -- the weight reaches the threshold of the date
);

-- One row is a stretch of days on which an indicator fires for an entity, without a gap.
-- Written by indicator, read by its precision cards.
CREATE TABLE IF NOT EXISTS firing (
  indicator VARCHAR NOT NULL,
  entity_id VARCHAR NOT NULL,
  from_on DATE NOT NULL,
  until_on DATE                      -- the first day on which it does not; NULL: it still does
);
