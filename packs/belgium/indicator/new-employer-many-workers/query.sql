-- One row is a new employer and all whom it took on in its first ninety days, by what was known a fortnight later.
WITH opened AS ( -- an employer, as first known; who was there when the registers began is not new
  SELECT enterprise_number AS entity_id, registered_on, known_on
  FROM employer
  QUALIFY row_number() OVER (PARTITION BY enterprise_number ORDER BY known_on, registered_on) = 1
)
SELECT
  o.entity_id,
  o.registered_on AS happened_on,
  greatest(o.known_on, o.registered_on + 104) AS known_on,
  CAST(NULL AS DATE) AS known_until,
  CAST(count(DISTINCT e.inss) AS DOUBLE) AS weight,
  count(DISTINCT e.inss) AS workers,
  'employer/' || o.entity_id AS source_ref
FROM opened AS o
JOIN derived.employment AS e ON e.entity_id = o.entity_id AND e.from_on BETWEEN o.registered_on - 7 AND o.registered_on + 90
  AND e.known_on <= o.registered_on + 104
GROUP BY o.entity_id, o.registered_on, o.known_on
HAVING count(DISTINCT e.inss) >= 5
