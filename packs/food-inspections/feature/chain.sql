-- One row is a food business and a date, with how many others share its name or its licence account, and how their
-- inspections compare with what the same group of inspectors usually finds. Plain finding rates of the others are left out:
-- they say as much about who inspected there.
WITH tie AS ( -- each business's names and accounts
  SELECT entity_id, resource_id, resource_kind, known_on
  FROM link
  WHERE resource_kind IN ('name', 'account')
),
daily AS ( -- what each group of inspectors found, by the day it became known
  SELECT inspector_group, known_on, count(*) AS n, count(*) FILTER (WHERE outcome = 'critical') AS criticals
  FROM inspection
  WHERE inspector_group IS NOT NULL
  GROUP BY inspector_group, known_on
),
running AS ( -- the same, summed up to each day
  SELECT inspector_group, known_on, sum(n) OVER w AS n, sum(criticals) OVER w AS criticals
  FROM daily
  WINDOW w AS (PARTITION BY inspector_group ORDER BY known_on)
),
compared AS ( -- each inspection beside its group's mean up to the day before it, as in habit.sql
  SELECT
    i.entity_id,
    i.known_on,
    (CASE WHEN i.outcome = 'critical' THEN 1 ELSE 0 END) - (g.criticals + 7.0) / (g.n + 50.0) AS excess
  FROM (SELECT *, inspected_on - 1 AS day_before FROM inspection WHERE inspector_group IS NOT NULL) AS i
  ASOF JOIN running AS g ON g.inspector_group = i.inspector_group AND g.known_on <= i.day_before
),
others AS ( -- the businesses that were known to share something with it
  SELECT DISTINCT c.entity_id, c.as_of, a.resource_kind, b.entity_id AS other
  FROM cohort AS c
  JOIN tie AS a ON a.entity_id = c.entity_id AND a.known_on <= c.as_of
  JOIN tie AS b ON b.resource_id = a.resource_id AND b.entity_id <> c.entity_id AND b.known_on <= c.as_of
),
summed AS ( -- one row a business, date and kind of tie
  SELECT
    o.entity_id,
    o.as_of,
    o.resource_kind,
    count(DISTINCT o.other) AS others,
    -- Five inspections' weight draws it to the mean; rounded, as a sum of fractions depends on its order in the last digit.
    round(coalesce(sum(i.excess), 0) / (count(i.entity_id) + 5), 6) AS excess
  FROM others AS o
  LEFT JOIN compared AS i ON i.entity_id = o.other AND i.known_on <= o.as_of
  GROUP BY o.entity_id, o.as_of, o.resource_kind
)
SELECT
  c.entity_id,
  c.as_of,
  coalesce(n.others, 0) AS same_name,
  coalesce(a.others, 0) AS same_account,
  n.excess AS name_excess,
  a.excess AS account_excess
FROM cohort AS c
LEFT JOIN summed AS n ON n.entity_id = c.entity_id AND n.as_of = c.as_of AND n.resource_kind = 'name'
LEFT JOIN summed AS a ON a.entity_id = c.entity_id AND a.as_of = c.as_of AND a.resource_kind = 'account'
