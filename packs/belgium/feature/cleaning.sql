-- One row is an employer and a date, with the check-ins and check-outs of its cleaners as they were known then, against the hours
-- that it declared. The register begins in September 2024; before, everything is missing.
WITH monthly AS ( -- its months of two years; the sum over what became known step by step
  SELECT c.entity_id, c.as_of, m.month, sum(m.records) AS records, sum(m.hours) AS hours, sum(m.night) AS night,
    sum(m.long) AS long, sum(m.workers) AS workers, sum(m.sites) AS sites, sum(m.places) AS places,
    date_diff('month', m.month, c.as_of) AS ago
  FROM cohort AS c
  JOIN derived.cleaning_month AS m ON m.entity_id = c.entity_id AND m.known_on <= c.as_of AND m.month > c.as_of - INTERVAL 25 MONTH
  GROUP BY c.entity_id, c.as_of, m.month
  HAVING sum(m.records) > 0
),
summed AS ( -- ago 1 is the last whole month
  SELECT
    entity_id,
    as_of,
    sum(hours) FILTER (WHERE ago <= 3) AS hours_3m,
    sum(hours) FILTER (WHERE ago BETWEEN 4 AND 6) AS hours_before,
    avg(workers) FILTER (WHERE ago <= 3) AS workers,
    sum(hours) FILTER (WHERE ago <= 6) / nullif(sum(workers) FILTER (WHERE ago <= 6), 0) AS hours_per_worker,
    sum(hours) FILTER (WHERE ago <= 6) / nullif(sum(records) FILTER (WHERE ago <= 6), 0) AS hours_per_record,
    sum(places) FILTER (WHERE ago <= 6) / nullif(sum(workers) FILTER (WHERE ago <= 6), 0) AS places_per_worker,
    sum(workers) FILTER (WHERE ago <= 6) / nullif(sum(sites) FILTER (WHERE ago <= 6), 0) AS workers_per_site,
    sum(night) FILTER (WHERE ago <= 6) / nullif(sum(records) FILTER (WHERE ago <= 6), 0) AS night_share,
    sum(long) FILTER (WHERE ago <= 6) / nullif(sum(records) FILTER (WHERE ago <= 6), 0) AS long_share,
    count(*) FILTER (WHERE ago <= 6) AS months_6m,
    max(month) AS month
  FROM monthly
  GROUP BY entity_id, as_of
),
quarter AS ( -- whole quarters
  SELECT entity_id, as_of, CAST(date_trunc('quarter', month) AS DATE) AS quarter_on, sum(hours) AS checked, sum(workers) AS workers
  FROM monthly
  GROUP BY ALL
  HAVING count(*) = 3
),
declared AS ( -- the last four of them for which hours were declared
  SELECT q.entity_id, q.as_of, q.quarter_on, q.checked, sum(w.hours) AS hours
  FROM quarter AS q
  JOIN derived.employer_quarter AS w ON w.entity_id = q.entity_id AND w.quarter_on = q.quarter_on AND w.known_on <= q.as_of
  GROUP BY q.entity_id, q.as_of, q.quarter_on, q.checked
  HAVING sum(w.hours) > 0
  QUALIFY row_number() OVER (PARTITION BY q.entity_id, q.as_of ORDER BY q.quarter_on DESC) <= 4
),
covered AS (
  SELECT entity_id, as_of, sum(checked) / sum(hours) AS share, max(checked / hours) AS highest, max(quarter_on) AS quarter_on
  FROM declared
  GROUP BY entity_id, as_of
),
self AS ( -- who cleans, as known on the date: only there does the absence of records say something
  SELECT c.entity_id, c.as_of, e.sector
  FROM cohort AS c
  ASOF LEFT JOIN entity AS e ON e.entity_id = c.entity_id AND e.known_on <= c.as_of
),
gap AS ( -- persons who checked in at a cleaning site and whom no Dimona covered, as far as was known
  SELECT c.entity_id, c.as_of, count(DISTINCT g.inss) AS persons, max(g.present_on) AS last_on
  FROM cohort AS c
  JOIN derived.site_gap AS g
    ON g.entity_id = c.entity_id AND g.known_on <= c.as_of AND (g.known_until IS NULL OR g.known_until > c.as_of)
      AND g.present_on > c.as_of - INTERVAL 12 MONTH
  WHERE g.kind = 'cleaning'
  GROUP BY c.entity_id, c.as_of
)
SELECT
  c.entity_id,
  c.as_of,
  round(s.hours_3m) AS hours_3m,
  round(s.workers, 1) AS workers,
  round(100 * d.share) AS hours_share,
  round(100 * d.highest) AS highest_share,
  CASE WHEN s.month IS NOT NULL THEN coalesce(u.persons, 0) END AS undeclared_12m,
  round(s.hours_per_worker) AS hours_per_worker,
  round(s.hours_per_record, 1) AS hours_per_record,
  round(s.places_per_worker, 2) AS places_per_worker,
  round(s.workers_per_site, 2) AS workers_per_site,
  round(100 * s.night_share) AS night_share,
  round(100 * s.long_share) AS long_share,
  round(100 * (s.hours_3m / nullif(s.hours_before, 0) - 1)) AS hours_change,
  CASE WHEN x.sector = 'cleaning' AND c.as_of >= DATE '2025-04-01' THEN 6 - coalesce(s.months_6m, 0) END AS silent_6m,
  CAST(s.month + INTERVAL 1 MONTH AS DATE) - 1 AS month_end,
  CAST(d.quarter_on + INTERVAL 3 MONTH AS DATE) - 1 AS quarter_end,
  u.last_on AS undeclared_on,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
LEFT JOIN covered AS d ON d.entity_id = c.entity_id AND d.as_of = c.as_of
LEFT JOIN gap AS u ON u.entity_id = c.entity_id AND u.as_of = c.as_of
LEFT JOIN self AS x ON x.entity_id = c.entity_id AND x.as_of = c.as_of
