-- One row is one inspection as the register told it from known_on until known_until, or one visit as the diary had it before. The visit has no
-- outcome and teaches nothing, but it is known at once and keeps its employer off the lists while the file is open. An inspection comes again
-- when its outcome was corrected, or when more of its amount was collected.
SELECT
  inspection AS inspection_id,
  enterprise_number AS entity_id,
  inspected_on,
  known_on,
  channel,
  outcome,
  phenomenon,
  assessed AS amount_assessed,
  collected AS amount_collected, -- what had come in by the extract, so no feature may use it
  selection_probability,
  team AS inspector_group,
  known_until
FROM inspections
WHERE known_until IS NULL OR known_until > known_on
UNION ALL
SELECT inspection || ' (visit)', enterprise_number, inspected_on, known_on, NULL, NULL, NULL, NULL, NULL, NULL, service, known_until
FROM visit
WHERE known_until IS NULL OR known_until > known_on
