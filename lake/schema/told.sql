-- One row is what an inspector told of a target after the visit, with the chance by which the target had come on its list.
-- Written by feedback from casework, read by pipeline, which adds it to the contract's inspections.
CREATE TABLE IF NOT EXISTS told (
  feedback_id VARCHAR NOT NULL,
  corrects VARCHAR,                  -- the feedback that this one takes the place of, from its known_on on
  entity_id VARCHAR NOT NULL,
  inspected_on DATE NOT NULL,
  known_on DATE NOT NULL,            -- the day after it was given
  channel VARCHAR,                   -- of the campaign: ranked, near or random
  outcome VARCHAR NOT NULL,
  phenomenon VARCHAR,
  amount_assessed DOUBLE,
  amount_collected DOUBLE,
  selection_probability DOUBLE,
  inspector_group VARCHAR            -- the directorate
);
ALTER TABLE told ADD COLUMN IF NOT EXISTS as_of DATE; -- of the list on which the target stood: its reasons are said as known on that day

-- One row is what was seen of one reason of a target: whether it held.
-- Written by feedback from casework, read by indicator for its precision cards.
CREATE TABLE IF NOT EXISTS verdict (
  feedback_id VARCHAR NOT NULL,
  entity_id VARCHAR NOT NULL,
  feature VARCHAR NOT NULL,          -- family.column of the reason
  verdict VARCHAR NOT NULL,          -- confirmed, refuted or not_checked
  known_on DATE NOT NULL
);
