-- One row is an employer and a date, with what its own inspections had shown by then. That a visit took place is known from the
-- diary; what it found only when the file is closed. Who inspected is no feature.
WITH closed AS ( -- its inspections that were known on the date, with the rung of the ladder on which each ended
  SELECT c.entity_id, c.as_of, i.inspection, i.inspected_on, i.phenomenon, i.persons_checked, i.undeclared_workers, i.assessed,
    CASE i.outcome WHEN 'none' THEN 0 WHEN 'advice' THEN 1 WHEN 'warning' THEN 2 WHEN 'regularisation' THEN 3 WHEN 'report-3' THEN 4 ELSE 5 END AS rung,
    max(CASE WHEN i.outcome IN ('regularisation', 'report-3', 'report-4') THEN i.inspected_on END) OVER (PARTITION BY c.entity_id, c.as_of) AS finding_on,
    row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY i.inspected_on DESC, i.inspection DESC) AS back
  FROM cohort AS c
  JOIN inspections AS i
    ON i.enterprise_number = c.entity_id AND i.known_on <= c.as_of AND (i.known_until IS NULL OR i.known_until > c.as_of)
),
summed AS ( -- one row an employer and date that had any
  SELECT
    entity_id,
    as_of,
    count(*) AS inspections,
    count(*) FILTER (WHERE rung >= 3 AND inspected_on > as_of - INTERVAL 5 YEAR) AS findings_5y,
    count(*) FILTER (WHERE rung IN (1, 2) AND inspected_on > as_of - INTERVAL 5 YEAR) AS remarks_5y,
    avg(CASE WHEN rung >= 3 THEN 1.0 ELSE 0.0 END) AS finding_share,
    max(rung) FILTER (WHERE back = 1) AS last_rung,
    max(rung) FILTER (WHERE inspected_on > as_of - INTERVAL 5 YEAR) AS worst_rung_5y,
    sum(coalesce(undeclared_workers, 0)) FILTER (WHERE inspected_on > as_of - INTERVAL 5 YEAR) AS undeclared_5y,
    sum(undeclared_workers) FILTER (WHERE inspected_on > as_of - INTERVAL 5 YEAR)
      / nullif(sum(persons_checked) FILTER (WHERE inspected_on > as_of - INTERVAL 5 YEAR), 0) AS undeclared_share_5y,
    coalesce(sum(assessed) FILTER (WHERE inspected_on > as_of - INTERVAL 3 YEAR), 0) AS assessed_3y,
    count(DISTINCT phenomenon) FILTER (WHERE rung >= 3) AS phenomena,
    count(*) FILTER (WHERE rung = 0 AND inspected_on > finding_on) AS clean_since,
    max(finding_on) AS finding_on
  FROM closed
  GROUP BY entity_id, as_of
),
visited AS ( -- visits in the diary, and those of which no file was closed by then
  SELECT c.entity_id, c.as_of, max(v.inspected_on) AS last_on,
    count(*) FILTER (WHERE v.inspected_on > c.as_of - INTERVAL 18 MONTH AND i.inspection IS NULL) AS open_files
  FROM cohort AS c
  JOIN visit AS v
    ON v.enterprise_number = c.entity_id AND v.known_on <= c.as_of AND (v.known_until IS NULL OR v.known_until > c.as_of)
  LEFT JOIN closed AS i ON i.entity_id = c.entity_id AND i.as_of = c.as_of AND i.inspection = v.inspection
  GROUP BY c.entity_id, c.as_of
)
SELECT
  c.entity_id,
  c.as_of,
  coalesce(s.inspections, 0) AS inspections,
  coalesce(s.findings_5y, 0) AS findings_5y,
  s.remarks_5y,
  round(100 * s.finding_share) AS finding_share,
  s.last_rung,
  s.worst_rung_5y,
  s.undeclared_5y,
  round(100 * s.undeclared_share_5y) AS undeclared_share_5y,
  s.assessed_3y,
  s.phenomena,
  CASE WHEN s.finding_on IS NOT NULL THEN s.clean_since END AS clean_since,
  coalesce(v.open_files, 0) AS open_files,
  date_diff('day', v.last_on, c.as_of) AS days_since_last,
  date_diff('day', s.finding_on, c.as_of) AS days_since_finding,
  v.last_on,
  s.finding_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
LEFT JOIN visited AS v ON v.entity_id = c.entity_id AND v.as_of = c.as_of
