-- One row is a place of an employer that was known on the date: its seat, an establishment, a site that it declared or works on.
WITH place AS (
  SELECT c.entity_id, c.as_of, 'seat' AS kind, a.zipcode, CAST(NULL AS DATE) AS from_on, CAST(NULL AS DATE) AS to_on, 'kbo_address/' || a.entity_number AS source_ref
  FROM cohort AS c
  JOIN kbo_address AS a ON a.entity_number = c.entity_id AND a.address_type = 'REGO' AND a.known_on <= c.as_of AND (a.known_until IS NULL OR a.known_until > c.as_of)
  UNION ALL
  SELECT c.entity_id, c.as_of, 'establishment', a.zipcode, e.started_on, NULL, 'kbo_establishment/' || e.establishment_number
  FROM cohort AS c
  JOIN kbo_establishment AS e ON e.enterprise_number = c.entity_id AND e.known_on <= c.as_of AND (e.known_until IS NULL OR e.known_until > c.as_of)
  JOIN kbo_address AS a ON a.entity_number = e.establishment_number AND a.address_type = 'BAET' AND a.known_on <= c.as_of
    AND (a.known_until IS NULL OR a.known_until > c.as_of)
  UNION ALL
  SELECT c.entity_id, c.as_of, 'site', w.zipcode, w.starting_on, w.ending_on, 'works/' || w.works
  FROM cohort AS c
  JOIN works AS w ON w.contractor = c.entity_id AND w.known_on <= c.as_of AND (w.known_until IS NULL OR w.known_until > c.as_of)
  UNION ALL
  SELECT c.entity_id, c.as_of, 'site', w.zipcode, s.starting_on, s.ending_on, 'works_contract/' || s.works
  FROM cohort AS c
  JOIN works_contract AS s ON s.subcontractor = c.entity_id AND s.known_on <= c.as_of AND (s.known_until IS NULL OR s.known_until > c.as_of)
  JOIN works AS w ON w.works = s.works AND w.known_on <= c.as_of AND (w.known_until IS NULL OR w.known_until > c.as_of)
)
SELECT p.entity_id, p.as_of, p.zipcode AS place, p.kind, t.lat, t.lon, p.from_on, p.to_on, p.source_ref
FROM place AS p
LEFT JOIN derived.postal_place AS t ON t.prefix = left(p.zipcode, 2) AND t.known_on <= p.as_of
