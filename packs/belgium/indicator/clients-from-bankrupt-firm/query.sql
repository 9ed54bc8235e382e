-- One row is a bankrupt firm of which at least three clients, and three tenths of all, came to this employer in the year of the bankruptcy
-- or the next, without having been there before. Lists of clients count as they stood on 1 July after the year.
WITH list AS ( -- a supplier, a client and a year
  SELECT supplier, client, CAST(year AS INTEGER) AS year, make_date(CAST(year + 1 AS INTEGER), 7, 1) AS known_on
  FROM vat_client
  WHERE known_on <= make_date(CAST(year + 1 AS INTEGER), 7, 1) AND (known_until IS NULL OR known_until > make_date(CAST(year + 1 AS INTEGER), 7, 1))
  GROUP BY ALL
),
failed AS ( -- a bankrupt firm, as first known
  SELECT firm, happened_on, CAST(year(happened_on) AS INTEGER) AS year, known_on
  FROM derived.trouble
  WHERE kind = 'bankruptcy'
  QUALIFY row_number() OVER (PARTITION BY firm ORDER BY known_on, happened_on) = 1
),
left_behind AS ( -- its clients of the year before
  SELECT f.firm, f.happened_on, f.year, f.known_on, l.client, count(*) OVER (PARTITION BY f.firm) AS clients
  FROM failed AS f
  JOIN list AS l ON l.supplier = f.firm AND l.year = f.year - 1
),
came AS (
  SELECT b.firm, b.happened_on, b.clients, l.supplier AS entity_id, l.year, greatest(b.known_on, l.known_on) AS known_on, count(*) AS moved
  FROM left_behind AS b
  JOIN list AS l ON l.client = b.client AND l.year IN (b.year, b.year + 1) AND l.supplier <> b.firm
  ANTI JOIN list AS before ON before.supplier = l.supplier AND before.client = b.client AND before.year = b.year - 1
  WHERE b.clients >= 3
  GROUP BY ALL
)
SELECT
  entity_id,
  happened_on,
  known_on,
  CAST(NULL AS DATE) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  moved, clients, firm,
  'vat_client/' || firm || '/' || CAST(year AS VARCHAR) AS source_ref
FROM came
WHERE moved >= 3 AND moved * 10 >= clients * 3
QUALIFY row_number() OVER (PARTITION BY entity_id, firm ORDER BY known_on, year) = 1
