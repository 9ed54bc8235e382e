-- One row is a worker who came to live, while employed, at an address where by then other workers of the same employer, more than
-- a household has, had come within a year.
WITH housed AS ( -- a worker of an employer at an address, as first known
  SELECT e.entity_id, r.address_key, e.inss, greatest(e.from_on, r.from_on) AS happened_on, greatest(e.known_on, r.known_on) AS known_on, e.period
  FROM derived.employment AS e
  JOIN residence AS r ON r.inss = e.inss AND r.from_on <= coalesce(e.to_on, r.from_on) AND (r.to_on IS NULL OR r.to_on >= e.from_on)
  WHERE e.worker_type IN ('OTH', 'EXT', 'TRI') AND r.address_key IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY e.entity_id, r.address_key, e.inss ORDER BY greatest(e.known_on, r.known_on), e.period) = 1
),
counted AS ( -- and how many had become known in the year to that day
  SELECT *, count(*) OVER (PARTITION BY entity_id, address_key ORDER BY known_on RANGE BETWEEN INTERVAL 365 DAYS PRECEDING AND CURRENT ROW) AS workers
  FROM housed
)
SELECT
  c.entity_id,
  c.happened_on,
  c.known_on,
  CAST(NULL AS DATE) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  'one of ' || CAST(c.workers AS VARCHAR) || ' workers at one address' AS detail,
  'dimona/' || c.period AS source_ref
FROM counted AS c
JOIN threshold AS t ON t.id = 'workers-at-an-address' AND (t.from_on IS NULL OR t.from_on <= c.happened_on)
  AND (t.until_on IS NULL OR t.until_on > c.happened_on)
WHERE c.workers >= t.value
