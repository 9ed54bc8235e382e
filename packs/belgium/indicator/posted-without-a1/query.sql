-- One row is a posting that had gone on for sixty days while no A1 of it was known. It counts until one is.
SELECT
  entity_id,
  happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  'limosa/' || limosa AS source_ref
FROM derived.posting_fault
WHERE kind = 'without-a1'
