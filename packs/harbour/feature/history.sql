-- One row is an employer and a date, with what its own inspections had found by then. That a visit took place is known the day
-- after; what it found only when the file is closed.
WITH closed AS ( -- its inspections that were known on the date
  SELECT c.entity_id, c.as_of, i.inspected_on, i.outcome, i.assessed
  FROM cohort AS c
  JOIN inspections AS i
    ON i.number = c.entity_id AND i.known_on <= c.as_of AND (i.known_until IS NULL OR i.known_until > c.as_of)
),
summed AS ( -- one row an employer and date that had any
  SELECT
    entity_id,
    as_of,
    count(*) AS inspections,
    count(*) FILTER (WHERE outcome IN ('regularisation', 'report')) AS findings,
    count(*) FILTER (WHERE outcome IN ('advice', 'warning')) AS remarks,
    coalesce(sum(assessed) FILTER (WHERE inspected_on > as_of - INTERVAL 3 YEAR), 0) AS assessed_3y,
    max(inspected_on) FILTER (WHERE outcome IN ('regularisation', 'report')) AS finding_on
  FROM closed
  GROUP BY entity_id, as_of
),
visited AS ( -- the last visit, whether its file is closed or not
  SELECT c.entity_id, c.as_of, max(v.inspected_on) AS last_on
  FROM cohort AS c
  JOIN visits AS v
    ON v.number = c.entity_id AND v.known_on <= c.as_of AND (v.known_until IS NULL OR v.known_until > c.as_of)
  GROUP BY c.entity_id, c.as_of
)
SELECT
  c.entity_id,
  c.as_of,
  coalesce(s.inspections, 0) AS inspections,
  s.findings,
  s.remarks,
  s.assessed_3y,
  date_diff('day', v.last_on, c.as_of) AS days_since_last,
  date_diff('day', s.finding_on, c.as_of) AS days_since_finding,
  v.last_on,
  s.finding_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
LEFT JOIN visited AS v ON v.entity_id = c.entity_id AND v.as_of = c.as_of
