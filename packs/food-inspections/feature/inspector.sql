-- One row is a food business and a date, with the group of inspectors that is to come next, and how often that group
-- found something critical so far.
WITH next AS ( -- the assignment to the nearest coming visit
  SELECT c.entity_id, c.as_of, a.inspector_group, a.planned_for
  FROM cohort AS c
  JOIN assignments AS a ON a.licence = c.entity_id AND a.known_on <= c.as_of AND a.planned_for > c.as_of
  QUALIFY row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY a.planned_for, a.inspection_id) = 1
),
daily AS ( -- what each group found, by the day it became known
  SELECT inspector_group, known_on, count(*) AS n, count(*) FILTER (WHERE outcome = 'critical') AS criticals
  FROM inspection
  WHERE inspector_group IS NOT NULL
  GROUP BY inspector_group, known_on
),
running AS ( -- the same, over the year up to each day
  SELECT
    inspector_group,
    known_on,
    sum(n) OVER w AS n,
    sum(criticals) OVER w AS criticals
  FROM daily
  WINDOW w AS (PARTITION BY inspector_group ORDER BY known_on RANGE BETWEEN INTERVAL 365 DAYS PRECEDING AND CURRENT ROW)
)
SELECT
  c.entity_id,
  c.as_of,
  n.inspector_group AS inspector_group,
  (r.criticals + 7.0) / (r.n + 50.0) AS group_rate,
  n.planned_for
FROM cohort AS c
LEFT JOIN next AS n ON n.entity_id = c.entity_id AND n.as_of = c.as_of
ASOF LEFT JOIN running AS r ON r.inspector_group = n.inspector_group AND r.known_on <= c.as_of
