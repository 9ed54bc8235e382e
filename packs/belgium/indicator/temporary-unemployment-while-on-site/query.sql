-- One row is a month of a worker in which the days of temporary unemployment and the days on site are together more than the month
-- has working days. It weighs the days too many.
SELECT
  entity_id,
  month AS happened_on,
  known_on,
  known_until,
  CAST(excess AS DOUBLE) AS weight,
  present_days, tu_days, reason AS idle_reason,
  'temporary_unemployment/' || entity_id || '/' || CAST(month AS VARCHAR) AS source_ref
FROM derived.tu_presence
WHERE excess > 0
