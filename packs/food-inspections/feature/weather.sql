-- One row is a food business and a date, with the weather and the season, the same for all businesses on a date.
WITH dates AS (
  SELECT DISTINCT as_of FROM cohort
),
three AS ( -- the three latest days that were known
  SELECT
    d.as_of,
    round(avg(w.temperature_max), 4) AS temperature,
    round(avg(w.precipitation), 4) AS precipitation,
    round(avg(w.humidity), 4) AS humidity,
    round(avg(w.wind_speed), 4) AS wind_speed,
    max(w.day) AS weather_on
  FROM dates AS d
  JOIN weather AS w ON w.day BETWEEN d.as_of - 3 AND d.as_of - 1 AND w.known_on <= d.as_of
  GROUP BY d.as_of
),
month AS ( -- the four weeks before
  SELECT d.as_of, round(avg(w.temperature_max), 4) AS temperature_month
  FROM dates AS d
  JOIN weather AS w ON w.day BETWEEN d.as_of - 28 AND d.as_of - 1 AND w.known_on <= d.as_of
  GROUP BY d.as_of
)
SELECT
  c.entity_id,
  c.as_of,
  t.temperature,
  t.precipitation,
  t.humidity,
  t.wind_speed,
  m.temperature_month,
  cos(2 * pi() * (dayofyear(c.as_of) - 200) / 365.25) AS summer,
  isodow(c.as_of) AS weekday,
  t.weather_on
FROM cohort AS c
LEFT JOIN three AS t USING (as_of)
LEFT JOIN month AS m USING (as_of)
