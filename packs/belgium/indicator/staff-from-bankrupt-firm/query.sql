-- One row is a failed firm of which workers began at this employer, from nine months before it failed to half a year after: four or more,
-- whatever share of its staff they were, or two or more when a manager or the address is the same, as long as no more is known.
SELECT
  entity_id,
  failed_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  moved, failed, CASE WHEN same_manager AND same_address THEN 'both' WHEN same_manager THEN 'manager' WHEN same_address THEN 'address' END AS same,
  'bankruptcy/' || failed AS source_ref
FROM derived.succession
WHERE moved >= 4 OR moved >= 2 AND (same_manager OR same_address)
