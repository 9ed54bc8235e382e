-- One row is a Dimona that was cancelled after the day on which work was to begin.
SELECT
  entity_id,
  cancelled_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  date_diff('day', from_on, cancelled_on) AS days,
  'dimona/' || period AS source_ref
FROM derived.cancellation
WHERE cancelled_on > from_on
