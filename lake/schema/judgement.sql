-- One row is what one person said of one pair of records on one day. Rows are added, never changed: a later row of the same
-- person about the same pair takes the place of the earlier one, and entities are a function of what holds.
-- Written by feedback and by match review, read by match.
CREATE TABLE IF NOT EXISTS judgement (
  match VARCHAR NOT NULL,            -- the spec
  record_a VARCHAR NOT NULL,         -- source:id
  record_b VARCHAR NOT NULL,
  verdict VARCHAR NOT NULL,          -- positive, negative, unsure, withdrawn
  judged_by VARCHAR NOT NULL,
  judged_at TIMESTAMP NOT NULL,
  reason VARCHAR NOT NULL
);
