-- One row is a person who was registered as present for the employer on a day that no Dimona, self-employment or mandate covered, as
-- long as none is known.
SELECT
  entity_id,
  present_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  place,
  'presence/' || check_id AS source_ref
FROM derived.site_gap
WHERE kind = 'site'
