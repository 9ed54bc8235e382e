-- One row is an employer and a date, with the benefits of its workers as they were known then: temporary unemployment, and
-- unemployment or sickness that began soon after being hired.
WITH idle AS ( -- months of temporary unemployment in two years; the sum over what became known step by step
  SELECT c.entity_id, c.as_of, m.month, sum(m.persons) AS persons, sum(m.days) AS days, sum(m.economic_days) AS economic,
    date_diff('month', m.month, c.as_of) AS ago
  FROM cohort AS c
  JOIN derived.tu_month AS m ON m.entity_id = c.entity_id AND m.known_on <= c.as_of AND m.month > c.as_of - INTERVAL 25 MONTH
  GROUP BY c.entity_id, c.as_of, m.month
  HAVING sum(m.days) > 0
),
hired AS ( -- months with hires and exits
  SELECT c.entity_id, c.as_of, h.month, sum(h.oth) AS hires, date_diff('month', h.month, c.as_of) AS ago
  FROM cohort AS c
  JOIN derived.hiring_month AS h ON h.entity_id = c.entity_id AND h.known_on <= c.as_of AND h.month > c.as_of - INTERVAL 25 MONTH AND h.oth <> 0
  GROUP BY c.entity_id, c.as_of, h.month
),
hires AS (
  SELECT entity_id, as_of, sum(hires) AS hires_2y
  FROM hired
  GROUP BY entity_id, as_of
),
summed AS (
  SELECT
    i.entity_id,
    i.as_of,
    sum(i.days) FILTER (WHERE i.ago <= 12) AS days_12m,
    sum(i.days) FILTER (WHERE i.ago > 12) AS days_before,
    sum(i.economic) FILTER (WHERE i.ago <= 12) AS economic_12m,
    count(*) FILTER (WHERE i.ago <= 12) AS months_12m,
    sum(greatest(h.hires, 0)) FILTER (WHERE i.ago <= 12) AS hires_meanwhile,
    max(i.month) AS month
  FROM idle AS i
  LEFT JOIN hired AS h ON h.entity_id = i.entity_id AND h.as_of = i.as_of AND h.month = i.month
  GROUP BY i.entity_id, i.as_of
),
staff AS ( -- its workers on average in the last four quarters declared
  SELECT entity_id, as_of, avg(workers) AS workers
  FROM (
    SELECT c.entity_id, c.as_of, q.quarter_on, sum(q.workers) AS workers
    FROM cohort AS c
    JOIN derived.employer_quarter AS q ON q.entity_id = c.entity_id AND q.known_on <= c.as_of AND q.quarter_on > c.as_of - INTERVAL 18 MONTH
    GROUP BY c.entity_id, c.as_of, q.quarter_on
    QUALIFY row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY q.quarter_on DESC) <= 4
  )
  GROUP BY entity_id, as_of
),
soon AS ( -- benefits that began in two years, within a year after being hired
  SELECT
    c.entity_id,
    c.as_of,
    count(DISTINCT b.inss) FILTER (WHERE b.kind = 'unemployment') AS unemployed,
    count(DISTINCT b.inss) FILTER (WHERE b.kind = 'sickness' AND b.days_after <= 120) AS sick,
    count(DISTINCT b.inss) FILTER (WHERE b.kind = 'income-guarantee') AS guaranteed,
    count(DISTINCT b.inss) AS persons,
    avg(b.days_after) AS days_after,
    max(b.happened_on) AS last_on
  FROM cohort AS c
  JOIN derived.benefit_after AS b
    ON b.entity_id = c.entity_id AND b.known_on <= c.as_of AND (b.known_until IS NULL OR b.known_until > c.as_of)
      AND b.happened_on > c.as_of - INTERVAL 24 MONTH
  GROUP BY c.entity_id, c.as_of
),
overlap AS ( -- persons at work during a benefit that does not allow it
  SELECT c.entity_id, c.as_of, count(DISTINCT o.inss) FILTER (WHERE o.kind = 'unemployment') AS unemployed,
    count(DISTINCT o.inss) FILTER (WHERE o.kind = 'sickness') AS sick, max(o.from_on) AS last_on
  FROM cohort AS c
  JOIN derived.benefit_overlap AS o
    ON o.entity_id = c.entity_id AND o.known_on <= c.as_of AND (o.known_until IS NULL OR o.known_until > c.as_of)
      AND o.from_on > c.as_of - INTERVAL 24 MONTH
  GROUP BY c.entity_id, c.as_of
),
seen AS ( -- persons on a site on days for which they were declared idle
  SELECT c.entity_id, c.as_of, count(DISTINCT p.inss) AS persons, sum(p.excess) AS days, max(p.month) AS month
  FROM cohort AS c
  JOIN derived.tu_presence AS p
    ON p.entity_id = c.entity_id AND p.known_on <= c.as_of AND (p.known_until IS NULL OR p.known_until > c.as_of)
      AND p.month > c.as_of - INTERVAL 25 MONTH
  GROUP BY c.entity_id, c.as_of
)
SELECT
  c.entity_id,
  c.as_of,
  round(coalesce(i.days_12m, 0) / nullif(w.workers, 0), 1) AS idle_days_per_worker,
  coalesce(i.months_12m, 0) AS idle_months,
  round(100 * i.economic_12m / nullif(i.days_12m, 0)) AS economic_share,
  round((coalesce(i.days_12m, 0) - coalesce(i.days_before, 0)) / nullif(w.workers, 0), 1) AS idle_change,
  CASE WHEN i.days_12m > 0 THEN coalesce(i.hires_meanwhile, 0) END AS hires_while_idle,
  coalesce(p.persons, 0) AS idle_on_site,
  coalesce(p.days, 0) AS idle_days_on_site,
  coalesce(o.unemployed, 0) AS unemployed_at_work,
  coalesce(o.sick, 0) AS sick_at_work,
  coalesce(b.unemployed, 0) AS unemployed_soon,
  coalesce(b.sick, 0) AS sick_soon,
  coalesce(b.guaranteed, 0) AS guaranteed,
  round(100.0 * coalesce(b.persons, 0) / nullif(greatest(h.hires_2y, b.persons), 0)) AS soon_share,
  round(b.days_after) AS days_until_benefit,
  CAST(i.month + INTERVAL 1 MONTH AS DATE) - 1 AS idle_month_end,
  CAST(p.month + INTERVAL 1 MONTH AS DATE) - 1 AS seen_month_end,
  o.last_on AS overlap_on,
  b.last_on AS soon_on,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN summed AS i ON i.entity_id = c.entity_id AND i.as_of = c.as_of
LEFT JOIN staff AS w ON w.entity_id = c.entity_id AND w.as_of = c.as_of
LEFT JOIN hires AS h ON h.entity_id = c.entity_id AND h.as_of = c.as_of
LEFT JOIN overlap AS o ON o.entity_id = c.entity_id AND o.as_of = c.as_of
LEFT JOIN seen AS p ON p.entity_id = c.entity_id AND p.as_of = c.as_of
LEFT JOIN soon AS b ON b.entity_id = c.entity_id AND b.as_of = c.as_of
