-- One row is one inspection: as it was closed, or, while its file is open, only that it took place. An open one has no outcome
-- and teaches nothing yet, but it keeps its employer off the lists.
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
UNION ALL
SELECT v.inspection, v.number, v.inspected_on, v.known_on, NULL, NULL, NULL, NULL, NULL, NULL, v.team
FROM visits AS v
LEFT JOIN inspections AS i ON i.inspection = v.inspection AND i.known_until IS NULL
WHERE v.known_until IS NULL AND i.inspection IS NULL
