-- One row is a worker of a foreign firm who was on a contractor's works in a month for which no LIMOSA declaration of that firm
-- covers the day. It counts until such a declaration comes.
WITH seen AS ( -- the first day of a foreign worker on a works in a month that was known
  SELECT works, foreign_employer, inss, present_on, known_on, check_id
  FROM presence
  WHERE foreign_employer IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY works, foreign_employer, inss, date_trunc('month', present_on) ORDER BY known_on, present_on, check_id) = 1
),
covered AS ( -- and since when a declaration covers it
  SELECT s.works, s.foreign_employer, s.inss, s.present_on, s.known_on, s.check_id, min(l.known_on) AS declared_on
  FROM seen AS s
  LEFT JOIN limosa AS l ON l.inss = s.inss AND l.foreign_employer = s.foreign_employer
    AND s.present_on BETWEEN l.starting_on AND coalesce(l.ending_on, s.present_on)
  GROUP BY ALL
),
site AS ( -- a works and its contractor, as first declared
  SELECT works, contractor, known_on
  FROM works
  QUALIFY row_number() OVER (PARTITION BY works ORDER BY known_on) = 1
)
SELECT
  t.contractor AS entity_id,
  c.present_on AS happened_on,
  greatest(c.known_on, t.known_on) AS known_on,
  c.declared_on AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  'a worker of a foreign firm on works ' || c.works || ' without LIMOSA' AS detail,
  'presence/' || c.check_id AS source_ref
FROM covered AS c
JOIN site AS t ON t.works = c.works
WHERE c.declared_on IS NULL OR c.declared_on > greatest(c.known_on, t.known_on)
