-- One row is an employer and a date, with what it is: its age, sector and legal form, and how often inspections of its sector
-- found something in the year before.
WITH self AS ( -- the employer as the register had it on the date
  SELECT c.entity_id, c.as_of, e.started_on, e.sector, e.legal_form
  FROM cohort AS c
  JOIN employers AS e
    ON e.number = c.entity_id AND e.known_on <= c.as_of AND (e.known_until IS NULL OR e.known_until > c.as_of)
),
closed AS ( -- closed inspections, with the sector the employer had then
  SELECT e.sector, i.known_on, i.outcome IN ('regularisation', 'report') AS found
  FROM inspections AS i
  JOIN employers AS e
    ON e.number = i.number AND e.known_on <= i.known_on AND (e.known_until IS NULL OR e.known_until > i.known_on)
  WHERE i.known_until IS NULL OR i.known_until > i.known_on
),
asked AS (
  SELECT DISTINCT sector, as_of FROM self
),
share AS ( -- a sector and a date, with the year to that date
  SELECT a.sector, a.as_of, round(100.0 * count(*) FILTER (WHERE k.found) / count(*)) AS finding_share
  FROM asked AS a
  JOIN closed AS k ON k.sector = a.sector AND k.known_on <= a.as_of AND k.known_on > a.as_of - 365
  GROUP BY a.sector, a.as_of
)
SELECT
  c.entity_id,
  c.as_of,
  round(date_diff('day', s.started_on, c.as_of) / 365.25, 1) AS age_years,
  s.sector,
  s.legal_form = 'sole trader' AS sole_trader,
  share.finding_share AS sector_finding_share,
  s.started_on,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN self AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
LEFT JOIN share ON share.sector = s.sector AND share.as_of = c.as_of
