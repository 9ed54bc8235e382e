-- One row is a food business and a date, with what its own canvass inspections had found by then.
WITH known AS ( -- its inspections that were known on the date, the latest first
  SELECT
    c.entity_id,
    c.as_of,
    i.inspected_on,
    i.critical_count,
    i.minor_count,
    row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY i.inspected_on DESC, i.inspection_id DESC) AS back
  FROM cohort AS c
  JOIN inspections AS i
    ON i.licence = c.entity_id AND i.known_on <= c.as_of AND (i.known_until IS NULL OR i.known_until > c.as_of)
),
summed AS ( -- one row a business and date that had any
  SELECT
    entity_id,
    as_of,
    count(*) AS inspections,
    count(*) FILTER (WHERE critical_count > 0) AS criticals,
    max(minor_count) FILTER (WHERE back = 1) AS last_minor_count,
    max(inspected_on) AS last_on,
    max(inspected_on) FILTER (WHERE critical_count > 0) AS last_critical_on
  FROM known
  GROUP BY entity_id, as_of
)
SELECT
  c.entity_id,
  c.as_of,
  s.criticals,
  s.last_minor_count,
  (coalesce(s.criticals, 0) + 1) / (coalesce(s.inspections, 0) + 7.0) AS critical_share,
  date_diff('day', s.last_on, c.as_of) AS days_since_last,
  date_diff('day', s.last_critical_on, c.as_of) AS days_since_critical,
  s.last_on,
  s.last_critical_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
