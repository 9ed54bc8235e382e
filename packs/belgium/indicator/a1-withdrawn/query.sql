-- One row is a posting whose A1 was withdrawn, from the day on which that was known.
SELECT
  entity_id,
  happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  'limosa/' || limosa AS source_ref
FROM derived.posting_fault
WHERE kind = 'a1-withdrawn'
