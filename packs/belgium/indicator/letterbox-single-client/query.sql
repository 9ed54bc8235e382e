-- One row is a foreign firm that posted at least three workers to an employer, over more than a year, and to nobody else. It
-- counts until a posting of that firm to someone else is known.
WITH posted AS ( -- a posting, with what was known before it
  SELECT entity_id, foreign_employer, inss, limosa, starting_on, known_on,
    min(starting_on) OVER past AS first_on,
    dense_rank() OVER (PARTITION BY foreign_employer, entity_id ORDER BY inss) AS person
  FROM derived.posting
  WINDOW past AS (PARTITION BY foreign_employer, entity_id ORDER BY known_on, limosa)
),
counted AS ( -- how many workers had been posted by then
  SELECT entity_id, foreign_employer, limosa, starting_on, known_on, first_on,
    sum(newcomer) OVER (PARTITION BY foreign_employer, entity_id ORDER BY known_on, limosa) AS workers
  FROM (
    SELECT *, CASE WHEN row_number() OVER (PARTITION BY foreign_employer, entity_id, inss ORDER BY known_on, limosa) = 1 THEN 1 ELSE 0 END AS newcomer
    FROM posted
  )
),
long AS ( -- the posting by which it became a long one
  SELECT *
  FROM counted
  WHERE workers >= 3 AND starting_on > first_on + 365
  QUALIFY row_number() OVER (PARTITION BY foreign_employer, entity_id ORDER BY known_on, limosa) = 1
),
elsewhere AS ( -- since when another client was known
  SELECT l.foreign_employer, l.entity_id, min(p.known_on) AS known_on
  FROM long AS l
  JOIN derived.posting AS p ON p.foreign_employer = l.foreign_employer AND p.entity_id <> l.entity_id
  GROUP BY ALL
)
SELECT
  l.entity_id,
  l.starting_on AS happened_on,
  l.known_on,
  e.known_on AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  l.workers, l.first_on AS since,
  'limosa/' || l.limosa AS source_ref
FROM long AS l
LEFT JOIN elsewhere AS e ON e.foreign_employer = l.foreign_employer AND e.entity_id = l.entity_id
WHERE e.known_on IS NULL OR e.known_on > l.known_on
