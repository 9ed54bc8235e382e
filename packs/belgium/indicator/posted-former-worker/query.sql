-- One row is a posted worker who was on the payroll of the user in the half year before.
SELECT
  entity_id,
  happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  'was on the own payroll in the half year before the posting' AS detail,
  'limosa/' || limosa AS source_ref
FROM derived.posting_fault
WHERE kind = 'own-worker-before'
