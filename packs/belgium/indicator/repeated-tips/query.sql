-- One row is a tip that names the employer, as long as it was not rejected.
SELECT
  enterprise_number AS entity_id,
  received_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  kind AS tip_kind,
  'tip/' || tip AS source_ref
FROM tip
WHERE enterprise_number IS NOT NULL AND coalesce(retained, 'J') = 'J'
