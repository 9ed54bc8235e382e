-- One row is a person who was registered as a working partner of a firm and held no published mandate in it. It counts until
-- a mandate is published.
SELECT
  s.enterprise_number AS entity_id,
  s.from_on AS happened_on,
  s.known_on,
  least(s.known_until, min(m.known_on)) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  'self_employed/' || s.enterprise_number || '/' || CAST(s.from_on AS VARCHAR) AS source_ref
FROM self_employed AS s
LEFT JOIN mandate AS m ON m.enterprise_number = s.enterprise_number AND m.inss = s.inss
WHERE s.kind = 'partner'
GROUP BY s.enterprise_number, s.inss, s.from_on, s.known_on, s.known_until
HAVING least(s.known_until, min(m.known_on)) IS NULL OR least(s.known_until, min(m.known_on)) > s.known_on
