-- One row is an employer, as the latest extract describes it, with the end that the gazette published.
SELECT
  e.number AS entity_id,
  e.name,
  e.legal_form AS kind,
  e.sector,
  e.territory,
  e.lat,
  e.lon,
  e.started_on,
  c.ended_on,
  min(e.known_on) OVER (PARTITION BY e.number) AS known_on -- since the first version of the row
FROM employers AS e
LEFT JOIN closures AS c ON c.number = e.number AND c.known_until IS NULL
QUALIFY row_number() OVER (PARTITION BY e.number ORDER BY e.known_on DESC, e.batch_id DESC) = 1
