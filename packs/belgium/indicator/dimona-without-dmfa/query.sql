-- One row is a worker with a Dimona of more than a fortnight in a quarter for whom the quarterly declaration has no line, as long as
-- none comes.
SELECT
  entity_id,
  quarter_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  days,
  'dimona/' || period AS source_ref
FROM derived.declared_gap
