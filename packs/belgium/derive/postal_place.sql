-- One row is a pair of leading digits of a postcode, with the place that the contract gave the first seat known there: works and
-- establishments have a postcode and no coordinates of their own. Seats that come later do not move it.
SELECT left(a.zipcode, 2) AS prefix, min_by(e.lat, (greatest(e.known_on, a.known_on), e.entity_id)) AS lat,
  min_by(e.lon, (greatest(e.known_on, a.known_on), e.entity_id)) AS lon, min(greatest(e.known_on, a.known_on)) AS known_on,
  CAST(NULL AS DATE) AS known_until
FROM kbo_address AS a
JOIN entity AS e ON e.entity_id = a.entity_number AND e.lat IS NOT NULL AND e.known_on <= coalesce(a.known_until, e.known_on)
WHERE a.address_type = 'REGO' AND a.zipcode IS NOT NULL
GROUP BY left(a.zipcode, 2)
