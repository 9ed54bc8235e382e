-- One row is how many of those whom a model's list of a day may name have a value of a feature in one interval, or a category, or a score.
-- Written and read by model.Watch, which holds each list against earlier ones. All lists stay, since they can not be drawn again as they were.
CREATE TABLE IF NOT EXISTS spread (
  model VARCHAR NOT NULL,
  version VARCHAR NOT NULL,          -- that chose
  as_of DATE NOT NULL,
  item VARCHAR NOT NULL,             -- family.column, or score
  category VARCHAR NOT NULL,         -- '': not available; of a number, up to which it reaches
  rows DOUBLE NOT NULL
);
