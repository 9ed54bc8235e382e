-- One row is a worker of a foreign firm who was on a contractor's works in a month for which no LIMOSA declaration of that firm
-- covers the day. It counts until such a declaration comes or the check-in is corrected.
WITH checked AS ( -- a check-in of a foreign worker, and when those of the month that were known before it were all corrected
  SELECT works, foreign_employer, inss, present_on, known_on, known_until, check_id,
    max(coalesce(known_until, DATE '9999-12-31')) OVER before AS free_on
  FROM presence
  WHERE foreign_employer IS NOT NULL
  WINDOW before AS (PARTITION BY works, foreign_employer, inss, date_trunc('month', present_on) ORDER BY known_on, present_on, check_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
seen AS ( -- the first day of a foreign worker on a works in a month that was known; if it was corrected, the next
  SELECT works, foreign_employer, inss, present_on, greatest(known_on, free_on) AS known_on, known_until, check_id
  FROM checked
  WHERE (free_on IS NULL OR free_on < DATE '9999-12-31') AND (known_until IS NULL OR known_until > greatest(known_on, free_on))
),
covered AS ( -- and since when a declaration covers it
  SELECT s.works, s.foreign_employer, s.inss, s.present_on, s.known_on, s.known_until, s.check_id, min(l.known_on) AS declared_on
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
  least(c.declared_on, c.known_until) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  c.works,
  'presence/' || c.check_id AS source_ref
FROM covered AS c
JOIN site AS t ON t.works = c.works
WHERE coalesce(least(c.declared_on, c.known_until), DATE '9999-12-31') > greatest(c.known_on, t.known_on)
