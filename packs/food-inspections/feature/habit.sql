-- One row is a food business and a date, with how its past inspections compare with what the same group of inspectors
-- usually finds. Who came is taken out of the business's record, so that a strict group does not blacken a business.
WITH daily AS ( -- what each group found, by the day it became known
  SELECT
    inspector_group,
    known_on,
    count(*) AS n,
    count(*) FILTER (WHERE outcome = 'critical') AS criticals,
    sum(serious) AS seriouses,
    sum(minor_count) AS minors
  FROM (
    SELECT i.inspector_group, i.known_on, i.outcome, r.minor_count, CASE WHEN r.serious_count > 0 THEN 1 ELSE 0 END AS serious
    FROM inspection AS i
    JOIN inspections AS r USING (inspection_id)
    WHERE i.inspector_group IS NOT NULL
  )
  GROUP BY inspector_group, known_on
),
running AS ( -- the same, summed up to each day
  SELECT
    inspector_group,
    known_on,
    sum(n) OVER w AS n,
    sum(criticals) OVER w AS criticals,
    sum(seriouses) OVER w AS seriouses,
    sum(minors) OVER w AS minors
  FROM daily
  WINDOW w AS (PARTITION BY inspector_group ORDER BY known_on)
),
compared AS ( -- each inspection beside its group's mean up to the day before it; fixed once it is known
  SELECT
    i.inspection_id,
    i.entity_id,
    i.inspected_on,
    i.known_on,
    (CASE WHEN i.outcome = 'critical' THEN 1 ELSE 0 END) - (g.criticals + 7.0) / (g.n + 50.0) AS critical_excess,
    (CASE WHEN r.serious_count > 0 THEN 1 ELSE 0 END) - (g.seriouses + 10.0) / (g.n + 50.0) AS serious_excess,
    r.minor_count - (g.minors + 150.0) / (g.n + 50.0) AS minor_excess
  FROM (SELECT *, inspected_on - 1 AS day_before FROM inspection WHERE inspector_group IS NOT NULL) AS i
  JOIN inspections AS r ON r.inspection_id = i.inspection_id
  ASOF JOIN running AS g ON g.inspector_group = i.inspector_group AND g.known_on <= i.day_before
),
known AS ( -- those known on the date
  SELECT
    c.entity_id,
    c.as_of,
    i.critical_excess,
    i.serious_excess,
    i.minor_excess,
    power(0.5, date_diff('day', i.inspected_on, c.as_of) / 730.0) AS weight,
    row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY i.inspected_on DESC, i.inspection_id DESC) AS back
  FROM cohort AS c
  JOIN compared AS i ON i.entity_id = c.entity_id AND i.known_on <= c.as_of
),
summed AS ( -- one row a business and date that had any; two inspections' weight draws it to the mean, rounded against the order of sums
  SELECT
    entity_id,
    as_of,
    round(sum(weight * critical_excess) / (sum(weight) + 2), 6) AS critical_excess,
    round(sum(weight * serious_excess) / (sum(weight) + 2), 6) AS serious_excess,
    round(sum(weight * minor_excess) / (sum(weight) + 1), 6) AS minor_excess,
    max(minor_excess) FILTER (WHERE back = 1) AS last_minor_excess
  FROM known
  GROUP BY entity_id, as_of
)
SELECT
  c.entity_id,
  c.as_of,
  s.critical_excess,
  s.serious_excess,
  s.minor_excess,
  s.last_minor_excess
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
