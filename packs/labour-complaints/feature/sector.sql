-- One row is a business and a date, with its sector and how often wage claims in that sector had led to money by then.
WITH said AS ( -- the sector of its latest complaint that names one
  SELECT
    coalesce(business, 'complaint ' || complaint_id) AS entity_id,
    known_on,
    industry
  FROM complaints
  WHERE industry NOT IN ('Unassigned', 'None')
  QUALIFY row_number() OVER (PARTITION BY coalesce(business, 'complaint ' || complaint_id), known_on ORDER BY complaint_id DESC) = 1
),
daily AS ( -- claims by sector and by the day their outcome became known
  SELECT f.industry, o.known_on, count(*) AS n, count(*) FILTER (WHERE o.amount_assessed > 0) AS assessed
  FROM complaints AS f
  JOIN closings AS o USING (complaint_id)
  WHERE f.complaint_type = 'Wage Claim' AND f.known_on <= o.known_on
  GROUP BY f.industry, o.known_on
),
running AS (
  SELECT industry, known_on, sum(n) OVER w AS n, sum(assessed) OVER w AS assessed
  FROM daily
  WINDOW w AS (PARTITION BY industry ORDER BY known_on)
),
here AS (
  SELECT c.entity_id, c.as_of, s.industry
  FROM cohort AS c
  ASOF LEFT JOIN said AS s ON s.entity_id = c.entity_id AND s.known_on <= c.as_of
)
SELECT
  h.entity_id,
  h.as_of,
  h.industry,
  (coalesce(r.assessed, 0) + 9.0) / (coalesce(r.n, 0) + 20.0) AS sector_rate -- twenty imagined claims with the usual outcome
FROM here AS h
ASOF LEFT JOIN running AS r ON r.industry = h.industry AND r.known_on <= h.as_of
