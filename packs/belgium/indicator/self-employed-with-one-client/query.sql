-- One row is a self-employed person, without staff, who made nearly all turnover of a year with one employer. Lists of clients count
-- as they stood on 1 July after the year.
WITH list AS ( -- a supplier, a client and a year
  SELECT supplier, client, CAST(year AS INTEGER) AS year, sum(CAST(amount AS DECIMAL(18, 2))) AS amount
  FROM vat_client
  WHERE known_on <= make_date(CAST(year + 1 AS INTEGER), 7, 1) AND (known_until IS NULL OR known_until > make_date(CAST(year + 1 AS INTEGER), 7, 1))
  GROUP BY ALL
),
sole AS ( -- enterprises of a self-employed person, and since when that is known
  SELECT enterprise_number, min(known_on) AS known_on
  FROM self_employed
  WHERE kind = 'main'
  GROUP BY enterprise_number
),
share AS (
  SELECT l.supplier, l.client, l.year, l.amount, l.amount / sum(l.amount) OVER (PARTITION BY l.supplier, l.year) AS share,
    sum(l.amount) OVER (PARTITION BY l.supplier, l.year) AS total, s.known_on
  FROM list AS l
  JOIN sole AS s ON s.enterprise_number = l.supplier
  ANTI JOIN employer AS e ON e.enterprise_number = l.supplier AND e.known_on <= make_date(l.year + 1, 7, 1)
)
SELECT
  h.client AS entity_id,
  make_date(h.year, 12, 31) AS happened_on,
  greatest(make_date(h.year + 1, 7, 1), h.known_on) AS known_on,
  CAST(NULL AS DATE) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  CAST(CAST(round(h.share * 100) AS INTEGER) AS VARCHAR) || ' % of EUR ' || CAST(CAST(round(h.total) AS BIGINT) AS VARCHAR) || ' in '
    || CAST(h.year AS VARCHAR) || ' from one client' AS detail,
  'vat_client/' || h.supplier || '/' || CAST(h.year AS VARCHAR) AS source_ref
FROM share AS h
JOIN threshold AS t ON t.id = 'one-client-share' AND (t.from_on IS NULL OR t.from_on <= make_date(h.year, 12, 31))
  AND (t.until_on IS NULL OR t.until_on > make_date(h.year, 12, 31))
WHERE h.share >= t.value AND h.amount >= 10000
