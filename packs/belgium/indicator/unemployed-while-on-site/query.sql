-- One row is a day on which a person was at work on a site, or checked in to clean, and drew unemployment benefit.
SELECT
  entity_id,
  from_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  CASE against WHEN 'site' THEN 'on a building site' ELSE 'checked in to clean' END || ' during unemployment benefit' AS detail,
  CASE against WHEN 'site' THEN 'presence/' ELSE 'cleaning_presence/' END || source_ref AS source_ref
FROM derived.benefit_overlap
WHERE kind = 'unemployment' AND against <> 'employment'
