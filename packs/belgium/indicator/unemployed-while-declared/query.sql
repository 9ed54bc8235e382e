-- One row is an employment of at least a week during full unemployment benefit, once it has lasted a month beside it, as long as the
-- registers say so.
SELECT
  entity_id,
  from_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  'unemployment benefit during an employment' AS detail,
  'dimona/' || source_ref AS source_ref
FROM derived.benefit_overlap
WHERE kind = 'unemployment' AND against = 'employment'
