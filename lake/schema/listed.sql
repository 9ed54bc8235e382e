-- One row is one entity that a list made on a date may name.
-- Written by model.List, read by feature (whom to answer for) and target (whom to choose from).
CREATE TABLE IF NOT EXISTS listed (
  model VARCHAR NOT NULL,
  entity_id VARCHAR NOT NULL,
  as_of DATE NOT NULL,
  name VARCHAR,
  sector VARCHAR,
  territory VARCHAR,
  last_inspected_on DATE             -- as known on as_of; NULL: no inspection known
);
