-- One row is an employer and a date, with what it is: its age, sector and legal form, and how often inspections of its sector
-- found something in the year before.
WITH self AS ( -- the employer as the register had it on the date
  SELECT c.entity_id, c.as_of, e.started_on, e.sector, e.legal_form
  FROM cohort AS c
  JOIN employers AS e
    ON e.number = c.entity_id AND e.known_on <= c.as_of AND (e.known_until IS NULL OR e.known_until > c.as_of)
  QUALIFY row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY e.known_on DESC) = 1
),
closed AS ( -- closed inspections a sector and day, and their running totals
  SELECT
    e.sector,
    i.known_on,
    sum(count(*)) OVER (PARTITION BY e.sector ORDER BY i.known_on RANGE BETWEEN INTERVAL 364 DAY PRECEDING AND CURRENT ROW) AS inspections,
    sum(count(*) FILTER (WHERE i.outcome IN ('regularisation', 'report')))
      OVER (PARTITION BY e.sector ORDER BY i.known_on RANGE BETWEEN INTERVAL 364 DAY PRECEDING AND CURRENT ROW) AS findings
  FROM inspections AS i
  JOIN employers AS e
    ON e.number = i.number AND e.known_on <= i.known_on AND (e.known_until IS NULL OR e.known_until > i.known_on)
  GROUP BY e.sector, i.known_on
)
SELECT
  c.entity_id,
  c.as_of,
  round(date_diff('day', s.started_on, c.as_of) / 365.25, 1) AS age_years,
  s.sector,
  s.legal_form = 'sole trader' AS sole_trader,
  round(100.0 * k.findings / nullif(k.inspections, 0)) AS sector_finding_share,
  s.started_on,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN self AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
ASOF LEFT JOIN closed AS k ON k.sector = s.sector AND k.known_on <= c.as_of
