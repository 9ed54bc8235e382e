-- One row is an employer at an address with many employers of few workers, itself one of them, as was known from known_on until
-- known_until. Nothing is left out as a hub here: that many are at one address is what is asked.
WITH told AS ( -- who is where; a later row says how a tie went on, and takes the place of the one before
  SELECT entity_id, resource_id, coalesce(from_on, known_on) AS from_on, to_on, known_on,
    lead(known_on) OVER (PARTITION BY entity_id, resource_id, coalesce(from_on, known_on) ORDER BY known_on, weight, to_on) AS known_until
  FROM link
  WHERE resource_kind IN ({kinds}) AND known_on IS NOT NULL AND coalesce(weight, 1) > 0
),
place AS ( -- and on which dates it is
  SELECT entity_id, resource_id, greatest(known_on, from_on) AS known_on, least(known_until, to_on + 1) AS known_until
  FROM told
  WHERE greatest(known_on, from_on) < coalesce(least(known_until, to_on + 1), DATE '9999-12-31')
),
shared AS ( -- the places where enough have been at any time
  SELECT p.*
  FROM place AS p
  SEMI JOIN (SELECT resource_id FROM place GROUP BY resource_id HAVING count(DISTINCT entity_id) >= {fewest}) AS many
    ON many.resource_id = p.resource_id
),
hired AS ( -- the workers of those who are there
  SELECT l.entity_id, l.resource_id, coalesce(l.from_on, l.known_on) AS from_on, l.to_on, l.known_on,
    lead(l.known_on) OVER (
      PARTITION BY l.entity_id, l.resource_id, coalesce(l.from_on, l.known_on) ORDER BY l.known_on, l.weight, l.to_on
    ) AS known_until
  FROM link AS l
  SEMI JOIN shared AS s ON s.entity_id = l.entity_id
  WHERE l.resource_kind IN ({workers}) AND l.known_on IS NOT NULL
),
work AS (
  SELECT entity_id, resource_id, greatest(known_on, from_on) AS known_on, least(known_until, to_on + 1) AS known_until
  FROM hired
  WHERE greatest(known_on, from_on) < coalesce(least(known_until, to_on + 1), DATE '9999-12-31')
),
shift AS ( -- the days on which a worker begins or ceases to count, by how many rows
  SELECT entity_id, resource_id, on_day, sum(change) AS change,
    sum(sum(change)) OVER (PARTITION BY entity_id, resource_id ORDER BY on_day) AS after
  FROM (
    SELECT entity_id, resource_id, known_on AS on_day, 1 AS change FROM work
    UNION ALL
    SELECT entity_id, resource_id, known_until, -1 FROM work WHERE known_until IS NOT NULL
  )
  GROUP BY entity_id, resource_id, on_day
),
staff AS ( -- how many workers an employer has after a day; before the first, none
  SELECT entity_id, on_day, sum(sum(change)) OVER (PARTITION BY entity_id ORDER BY on_day) AS workers,
    lead(on_day) OVER (PARTITION BY entity_id ORDER BY on_day) AS until_day
  FROM (
    SELECT entity_id, on_day, CASE WHEN after > 0 THEN 1 ELSE 0 END - CASE WHEN after - change > 0 THEN 1 ELSE 0 END AS change FROM shift
    UNION ALL
    SELECT DISTINCT entity_id, DATE '0001-01-01', 0 FROM shared
  )
  GROUP BY entity_id, on_day
),
box AS ( -- an employer of few workers at a place
  SELECT p.entity_id, p.resource_id, greatest(p.known_on, s.on_day) AS known_on, least(p.known_until, s.until_day) AS known_until
  FROM shared AS p
  JOIN staff AS s ON s.entity_id = p.entity_id AND s.workers <= {at_most: s.on_day}
  WHERE greatest(p.known_on, s.on_day) < coalesce(least(p.known_until, s.until_day), DATE '9999-12-31')
),
counted AS (
  SELECT entity_id, resource_id, on_day, sum(change) AS change,
    sum(sum(change)) OVER (PARTITION BY entity_id, resource_id ORDER BY on_day) AS after
  FROM (
    SELECT entity_id, resource_id, known_on AS on_day, 1 AS change FROM box
    UNION ALL
    SELECT entity_id, resource_id, known_until, -1 FROM box WHERE known_until IS NOT NULL
  )
  GROUP BY entity_id, resource_id, on_day
),
crowd AS ( -- how many such employers are at a place after a day
  SELECT resource_id, on_day,
    sum(sum(CASE WHEN after > 0 THEN 1 ELSE 0 END - CASE WHEN after - change > 0 THEN 1 ELSE 0 END)) OVER (PARTITION BY resource_id ORDER BY on_day) AS boxes
  FROM counted
  GROUP BY resource_id, on_day
),
judged AS (
  SELECT resource_id, on_day, boxes >= {at_least: on_day} AS enough
  FROM crowd
),
turned AS ( -- the days on which they become enough, or cease to be
  SELECT resource_id, on_day, enough, lag(enough) OVER (PARTITION BY resource_id ORDER BY on_day) AS before
  FROM judged
),
packed AS (
  SELECT resource_id, on_day, enough, lead(on_day) OVER (PARTITION BY resource_id ORDER BY on_day) AS until_day
  FROM turned
  WHERE enough IS DISTINCT FROM coalesce(before, false)
),
among AS ( -- an employer of few workers among enough of them, from the day on which both are so
  SELECT b.entity_id, b.resource_id, greatest(b.known_on, f.on_day) AS known_on, least(b.known_until, f.until_day) AS known_until
  FROM box AS b
  JOIN packed AS f ON f.resource_id = b.resource_id AND f.enough
  WHERE greatest(b.known_on, f.on_day) < coalesce(least(b.known_until, f.until_day), DATE '9999-12-31')
)
SELECT a.entity_id, a.known_on AS happened_on, a.known_on, a.known_until, CAST(c.boxes AS DOUBLE) AS weight, CAST(NULL AS DOUBLE) AS whole,
  a.known_on AS first_on, a.known_on AS last_on, CAST(NULL AS VARCHAR) AS others, a.resource_id AS resources,
  'link/' || a.entity_id || '/' || a.resource_id AS source_ref
FROM among AS a
ASOF JOIN crowd AS c ON c.resource_id = a.resource_id AND c.on_day <= a.known_on -- with how many it is on that day
