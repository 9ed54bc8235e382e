-- One row is a worker who came to live, while employed, at an address where by then other workers of the same employer, more than
-- a household has, had come within a year; until the address or the work is withdrawn.
WITH crowded AS ( -- addresses at which enough people ever lived; no other can come into question
  SELECT address_key
  FROM residence
  GROUP BY address_key
  HAVING count(*) >= (SELECT min(value) FROM threshold WHERE id = 'workers-at-an-address')
),
stay AS (
  SELECT r.inss, r.address_key, r.from_on, r.to_on, r.known_on, r.known_until
  FROM residence AS r
  SEMI JOIN crowded AS c ON c.address_key = r.address_key
),
job AS ( -- the work of those who live there
  SELECT e.entity_id, e.inss, e.period, e.from_on, e.to_on, e.known_on, e.known_until
  FROM derived.employment AS e
  SEMI JOIN stay AS s ON s.inss = e.inss
  WHERE e.worker_type IN ('OTH', 'EXT', 'TRI')
),
housed AS ( -- a worker of an employer at an address, as first known
  SELECT e.entity_id, r.address_key, e.inss, greatest(e.from_on, r.from_on) AS happened_on, greatest(e.known_on, r.known_on) AS known_on, e.period
  FROM stay AS r
  JOIN job AS e ON e.inss = r.inss AND r.from_on <= coalesce(e.to_on, r.from_on) AND (r.to_on IS NULL OR r.to_on >= e.from_on)
  QUALIFY row_number() OVER (PARTITION BY e.entity_id, r.address_key, e.inss ORDER BY greatest(e.known_on, r.known_on), e.period) = 1
),
moved_in AS ( -- an address of a worker, and since when none of its reports holds any longer
  SELECT s.inss, s.address_key, CASE WHEN bool_and(s.known_until IS NOT NULL) THEN max(s.known_until) END AS withdrawn_on
  FROM stay AS s
  GROUP BY s.inss, s.address_key
),
hired AS ( -- and of the work for an employer
  SELECT entity_id, inss, CASE WHEN bool_and(known_until IS NOT NULL) THEN max(known_until) END AS withdrawn_on
  FROM job
  GROUP BY entity_id, inss
),
counted AS ( -- and how many had become known in the year to that day
  SELECT *, count(*) OVER (PARTITION BY entity_id, address_key ORDER BY known_on RANGE BETWEEN INTERVAL 365 DAYS PRECEDING AND CURRENT ROW) AS workers
  FROM housed
)
SELECT
  c.entity_id,
  c.happened_on,
  c.known_on,
  least(m.withdrawn_on, h.withdrawn_on) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  c.workers,
  'dimona/' || c.period AS source_ref
FROM counted AS c
JOIN moved_in AS m ON m.inss = c.inss AND m.address_key = c.address_key
JOIN hired AS h ON h.entity_id = c.entity_id AND h.inss = c.inss
JOIN threshold AS t ON t.id = 'workers-at-an-address' AND (t.from_on IS NULL OR t.from_on <= c.happened_on)
  AND (t.until_on IS NULL OR t.until_on > c.happened_on)
WHERE c.workers >= t.value AND coalesce(least(m.withdrawn_on, h.withdrawn_on), DATE '9999-12-31') > c.known_on
