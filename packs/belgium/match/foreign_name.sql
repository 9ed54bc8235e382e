-- One row is a number of a foreign employer with one of the ways in which LIMOSA writes its name.
SELECT
  foreign_employer || '/' || foreign_name AS record,
  foreign_employer AS number,
  foreign_name AS name,
  min(country) AS country,
  min(known_on) AS known_on
FROM limosa
WHERE foreign_name IS NOT NULL
GROUP BY foreign_employer, foreign_name
