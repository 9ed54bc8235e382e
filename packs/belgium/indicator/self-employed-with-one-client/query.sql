-- One row is a self-employed person, by main occupation and without staff, who made nearly all turnover of a year with one employer.
-- Lists of clients count as they stood on 1 July after the year; the next year's takes the place of the last, so that nobody counts twice.
WITH list AS ( -- a supplier, a client and a year
  SELECT supplier, client, CAST(year AS INTEGER) AS year, sum(CAST(amount AS DECIMAL(18, 2))) AS amount
  FROM vat_client
  WHERE known_on <= make_date(CAST(year + 1 AS INTEGER), 7, 1) AND (known_until IS NULL OR known_until > make_date(CAST(year + 1 AS INTEGER), 7, 1))
  GROUP BY ALL
),
share AS (
  SELECT supplier, client, year, amount, sum(amount) OVER (PARTITION BY supplier, year) AS total
  FROM list
),
sole AS ( -- enterprises of a person whose main occupation in the year it was, as far as known on 1 July after it
  SELECT DISTINCT h.supplier, h.year
  FROM share AS h
  JOIN self_employed AS s ON s.enterprise_number = h.supplier AND s.kind = 'main'
    AND s.from_on <= make_date(h.year, 12, 31) AND (s.to_on IS NULL OR s.to_on >= make_date(h.year, 1, 1))
    AND s.known_on <= make_date(h.year + 1, 7, 1) AND (s.known_until IS NULL OR s.known_until > make_date(h.year + 1, 7, 1))
),
dependent AS (
  SELECT h.supplier, h.client, h.year, h.amount / h.total AS share, h.total, make_date(h.year + 1, 7, 1) AS known_on
  FROM share AS h
  SEMI JOIN sole AS s ON s.supplier = h.supplier AND s.year = h.year
  ANTI JOIN employer AS e ON e.enterprise_number = h.supplier AND e.known_on <= make_date(h.year + 1, 7, 1)
  JOIN threshold AS t ON t.id = 'one-client-share' AND (t.from_on IS NULL OR t.from_on <= make_date(h.year, 12, 31))
    AND (t.until_on IS NULL OR t.until_on > make_date(h.year, 12, 31))
  WHERE h.total > 0 AND h.amount >= t.value * h.total AND h.amount >= 10000
)
SELECT
  client AS entity_id,
  make_date(year, 12, 31) AS happened_on,
  known_on,
  lead(known_on) OVER (PARTITION BY supplier, client ORDER BY year) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  round(100 * share) AS share, round(total) AS total, year,
  'vat_client/' || supplier || '/' || CAST(year AS VARCHAR) AS source_ref
FROM dependent
