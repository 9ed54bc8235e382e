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

-- One row is a pair that a person should look at. Who judges it does not see what others said of it.
-- Written by match, read by match review.
CREATE TABLE IF NOT EXISTS review (
  match VARCHAR NOT NULL,            -- the spec
  record_a VARCHAR NOT NULL,         -- source:id, or id where there is one source
  record_b VARCHAR NOT NULL,
  why VARCHAR NOT NULL,              -- near: between review and accept; contradicted: the identifier in common goes against the rest;
                                     -- disputed: reviewers disagree
  probability DOUBLE NOT NULL,
  known_on DATE NOT NULL             -- from this day both records were known
);
