-- One row is a food business and a date, with how often businesses of its kind all over the city had a critical violation:
-- of the same facility type and risk class, and of the same licensed activity.
WITH described AS ( -- a planned visit's view of the business
  SELECT licence, known_on, coalesce(lower(facility_type), 'not said') || ', ' || risk AS kind
  FROM establishments
  QUALIFY row_number() OVER (PARTITION BY licence, known_on ORDER BY inspection_id DESC) = 1
),
licensed AS ( -- the activity it was licensed for
  SELECT licence, known_on, activity
  FROM licences
  WHERE activity IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY licence, known_on ORDER BY term_until DESC, inspection_id DESC) = 1
),
described_now AS (
  SELECT c.entity_id, c.as_of, d.kind, l.activity
  FROM cohort AS c
  ASOF LEFT JOIN described AS d ON d.licence = c.entity_id AND d.known_on <= c.as_of
  ASOF LEFT JOIN licensed AS l ON l.licence = c.entity_id AND l.known_on <= c.as_of
),
kind_daily AS ( -- what was found in each kind, by the day it became known
  SELECT
    coalesce(lower(e.facility_type), 'not said') || ', ' || e.risk AS kind,
    i.known_on,
    count(*) AS n,
    count(*) FILTER (WHERE i.critical_count > 0) AS criticals
  FROM inspections AS i
  JOIN establishments AS e USING (inspection_id)
  GROUP BY coalesce(lower(e.facility_type), 'not said') || ', ' || e.risk, i.known_on
),
kind_running AS (
  SELECT kind, known_on, sum(n) OVER w AS n, sum(criticals) OVER w AS criticals
  FROM kind_daily
  WINDOW w AS (PARTITION BY kind ORDER BY known_on)
),
activity_daily AS ( -- the same for each licensed activity
  SELECT l.activity, i.known_on, count(*) AS n, count(*) FILTER (WHERE i.critical_count > 0) AS criticals
  FROM inspections AS i
  JOIN licences AS l ON l.inspection_id = i.inspection_id AND l.known_on <= i.known_on
  WHERE l.activity IS NOT NULL
  GROUP BY l.activity, i.known_on
),
activity_running AS (
  SELECT activity, known_on, sum(n) OVER w AS n, sum(criticals) OVER w AS criticals
  FROM activity_daily
  WINDOW w AS (PARTITION BY activity ORDER BY known_on)
)
SELECT -- twenty imagined inspections with the usual one in seven draw small kinds to the mean
  h.entity_id,
  h.as_of,
  CASE WHEN h.kind IS NOT NULL THEN (coalesce(k.criticals, 0) + 2.8) / (coalesce(k.n, 0) + 20) END AS kind_rate,
  CASE WHEN h.activity IS NOT NULL THEN (coalesce(a.criticals, 0) + 2.8) / (coalesce(a.n, 0) + 20) END AS activity_rate
FROM described_now AS h
ASOF LEFT JOIN kind_running AS k ON k.kind = h.kind AND k.known_on <= h.as_of
ASOF LEFT JOIN activity_running AS a ON a.activity = h.activity AND a.known_on <= h.as_of
