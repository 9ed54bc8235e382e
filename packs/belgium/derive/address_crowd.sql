-- One row is an address and how many enterprises have been there, from a day until another: those that are, those that came before, and
-- those that ended there, as the Crossroads Bank told it. Enterprises that only moved away have not ended.
WITH stay AS ( -- the versions of an enterprise, and whether it went on after each
  SELECT address_key, enterprise_number, known_on, known_until,
    lead(known_on) OVER (PARTITION BY enterprise_number ORDER BY known_on) AS next_on
  FROM derived.company
  WHERE address_key IS NOT NULL
),
change AS (
  SELECT address_key, known_on, 1 AS present, 0 AS ended FROM stay
  UNION ALL
  SELECT address_key, known_until, -1, CASE WHEN next_on IS NULL OR next_on > known_until THEN 1 ELSE 0 END
  FROM stay
  WHERE known_until IS NOT NULL
),
daily AS (
  SELECT address_key, known_on, sum(present) AS present, sum(ended) AS ended
  FROM change
  GROUP BY address_key, known_on
)
SELECT
  address_key,
  CAST(sum(present) OVER so_far AS INTEGER) AS present,
  CAST(sum(ended) OVER so_far AS INTEGER) AS ended,
  known_on,
  lead(known_on) OVER (PARTITION BY address_key ORDER BY known_on) AS known_until
FROM daily
WINDOW so_far AS (PARTITION BY address_key ORDER BY known_on ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
