-- One row is one inspection, as it was closed.
SELECT
  inspection AS inspection_id,
  number AS entity_id,
  inspected_on,
  known_on,
  channel,
  outcome,
  phenomenon,
  assessed AS amount_assessed,
  collected AS amount_collected, -- what had come in by the extract, so no feature may use it
  selection_probability,
  team AS inspector_group
FROM inspections
WHERE known_until IS NULL
