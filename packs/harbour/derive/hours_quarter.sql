-- One row is an employer's quarter as it was known from a day on: how many of its months were declared, and the hours in them. A declaration adds to
-- it on the day on which it is known, and is taken off again on the day on which it is corrected.
WITH change AS (
  SELECT number, CAST(date_trunc('quarter', month) AS DATE) AS quarter_on, known_on AS on_day, 1 AS months, hours
  FROM declarations
  UNION ALL
  SELECT number, CAST(date_trunc('quarter', month) AS DATE), known_until, -1, -hours
  FROM declarations
  WHERE known_until IS NOT NULL
),
day AS (
  SELECT number, quarter_on, on_day, sum(months) AS months, sum(hours) AS hours
  FROM change
  GROUP BY number, quarter_on, on_day
)
SELECT number AS entity_id, quarter_on,
  sum(months) OVER (PARTITION BY number, quarter_on ORDER BY on_day) AS months,
  sum(hours) OVER (PARTITION BY number, quarter_on ORDER BY on_day) AS hours,
  on_day AS known_on,
  lead(on_day) OVER (PARTITION BY number, quarter_on ORDER BY on_day) AS known_until
FROM day
