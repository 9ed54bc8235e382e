-- One row is a food business and a date, with the warmth and the season, the same for all businesses on a date.
WITH dates AS (
  SELECT DISTINCT as_of FROM cohort
),
three AS ( -- the three days before, as far as they were known
  SELECT d.as_of, round(avg(w.temperature_max), 4) AS temperature, max(w.day) AS weather_on
  FROM dates AS d
  JOIN weather AS w ON w.day BETWEEN d.as_of - 3 AND d.as_of - 1 AND w.known_on <= d.as_of
  GROUP BY d.as_of
)
SELECT
  c.entity_id,
  c.as_of,
  t.temperature,
  cos(2 * pi() * (dayofyear(c.as_of) - 200) / 365.25) AS summer,
  t.weather_on
FROM cohort AS c
LEFT JOIN three AS t USING (as_of)
