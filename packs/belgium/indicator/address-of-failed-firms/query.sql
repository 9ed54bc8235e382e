-- One row is a failed firm that had its seat at the address of this employer. Of an address with many firms the first twelve
-- count, so that business centres do not weigh.
SELECT
  entity_id,
  failed_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  failed,
  'bankruptcy/' || failed AS source_ref
FROM derived.succession_tie
WHERE kind = 'address'
QUALIFY row_number() OVER (PARTITION BY entity_id, failed ORDER BY known_on, resource) = 1
