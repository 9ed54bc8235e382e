-- One row is an employer and a date, with the complaints and tips about it that had come in during the year before.
WITH received AS (
  SELECT
    c.entity_id,
    c.as_of,
    count(*) FILTER (WHERE t.received_on > c.as_of - INTERVAL 1 YEAR) AS complaints_12m,
    count(*) FILTER (WHERE t.received_on > c.as_of - INTERVAL 1 YEAR AND t.kind = 'undeclared work') AS undeclared_12m,
    max(t.received_on) AS last_on
  FROM cohort AS c
  JOIN complaints AS t
    ON t.number = c.entity_id AND t.known_on <= c.as_of AND (t.known_until IS NULL OR t.known_until > c.as_of)
  GROUP BY c.entity_id, c.as_of
)
SELECT
  c.entity_id,
  c.as_of,
  coalesce(r.complaints_12m, 0) AS complaints_12m,
  coalesce(r.undeclared_12m, 0) AS undeclared_12m,
  date_diff('day', r.last_on, c.as_of) AS days_since_last,
  r.last_on,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN received AS r ON r.entity_id = c.entity_id AND r.as_of = c.as_of
