-- One row is one inspection as it was closed, or one visit as the diary had it before. The visit has no outcome and teaches
-- nothing, but it is known at once and keeps its employer off the lists while the file is open. An inspection comes again when more
-- of its amount was collected: what it found was known since it first said so.
WITH told AS (
  SELECT *, min(known_on) OVER (PARTITION BY inspection, outcome, phenomenon) AS told_on FROM inspections
)
SELECT
  inspection AS inspection_id,
  enterprise_number AS entity_id,
  inspected_on,
  told_on AS known_on,
  channel,
  outcome,
  phenomenon,
  assessed AS amount_assessed,
  collected AS amount_collected, -- what had come in by the extract, so no feature may use it
  selection_probability,
  team AS inspector_group
FROM told
WHERE known_until IS NULL
UNION ALL
SELECT inspection || ' (visit)', enterprise_number, inspected_on, known_on, NULL, NULL, NULL, NULL, NULL, NULL, service
FROM visit
WHERE known_until IS NULL
