-- One row is what inspections say of an indicator, as known on the date of the run: over all of them, or in one sector, channel or territory.
-- Written by indicator, read by whoever weighs what an indicator is worth. Only those of the last run stand here.
CREATE TABLE IF NOT EXISTS precision (
  as_of DATE NOT NULL,
  indicator VARCHAR NOT NULL,
  version INTEGER NOT NULL,
  part VARCHAR NOT NULL,             -- all, sector, channel or territory
  value VARCHAR NOT NULL,            -- which one; '' for all
  evidence BIGINT,                   -- pieces known; these five only for all
  firings BIGINT,                    -- stretches of days on which it fired
  entities BIGINT,                   -- of how many entities
  firing_now BIGINT,                 -- on the date
  followed BIGINT,                   -- firings with an inspection in time
  open BIGINT,                       -- firings that may still be followed in time
  inspected BIGINT NOT NULL,         -- inspections on whose eve it fired
  confirmed BIGINT NOT NULL,         -- of these, those that found something
  own BIGINT NOT NULL,               -- of these, those that found its own phenomenon
  others BIGINT NOT NULL,            -- inspections of the same sectors on whose eve it did not fire
  share DOUBLE,                      -- confirmed of inspected; NULL: too few to say, like all below
  share_low DOUBLE,
  share_high DOUBLE,
  base DOUBLE,                       -- the share in inspections of the same sectors on whose eve it did not fire
  lift DOUBLE,
  lift_low DOUBLE,
  lift_high DOUBLE,
  lead_days DOUBLE                   -- median days from the first day of the firing to an inspection that found something
);
ALTER TABLE precision ADD COLUMN IF NOT EXISTS told_confirmed BIGINT; -- visits that found that what it said of their target held; these two only for all
ALTER TABLE precision ADD COLUMN IF NOT EXISTS told_refuted BIGINT    -- and those that found that it did not
