-- One row is an employer and a date, with the presences of its people on construction sites as they were known then, and with firms
-- that were on its sites, or it on those of others, without a declared contract.
WITH monthly AS ( -- its months of two years; the sum over what became known step by step
  SELECT c.entity_id, c.as_of, m.month, sum(m.checks) AS checks, sum(m.weekend) AS weekend,
    sum(m.workers) AS workers, sum(m.sites) AS sites, sum(m.places) AS places,
    date_diff('month', m.month, c.as_of) AS ago
  FROM cohort AS c
  JOIN derived.presence_month AS m ON m.entity_id = c.entity_id AND m.known_on <= c.as_of AND m.month > c.as_of - INTERVAL 25 MONTH
  GROUP BY c.entity_id, c.as_of, m.month
  HAVING sum(m.checks) > 0
),
summed AS ( -- ago 1 is the last whole month
  SELECT
    entity_id,
    as_of,
    coalesce(sum(checks) FILTER (WHERE ago <= 3), 0) AS checks_3m,
    coalesce(sum(checks) FILTER (WHERE ago BETWEEN 13 AND 15), 0) AS checks_before,
    sum(checks) FILTER (WHERE ago <= 12) AS checks_12m,
    avg(workers) FILTER (WHERE ago <= 3) AS workers,
    avg(sites) FILTER (WHERE ago <= 12) AS sites,
    sum(places) FILTER (WHERE ago <= 12) / nullif(sum(workers) FILTER (WHERE ago <= 12), 0) AS places_per_worker,
    sum(checks) FILTER (WHERE ago <= 12) / nullif(sum(workers) FILTER (WHERE ago <= 12), 0) AS days_per_worker,
    sum(weekend) FILTER (WHERE ago <= 12) / nullif(sum(checks) FILTER (WHERE ago <= 12), 0) AS weekend_share,
    max(month) AS month
  FROM monthly
  GROUP BY entity_id, as_of
),
quarter AS ( -- whole quarters on sites
  SELECT entity_id, as_of, CAST(date_trunc('quarter', month) AS DATE) AS quarter_on, sum(checks) AS checks
  FROM monthly
  GROUP BY ALL
),
declared AS ( -- the last four of them for which hours were declared
  SELECT q.entity_id, q.as_of, q.quarter_on, q.checks, sum(w.hours) AS hours
  FROM quarter AS q
  JOIN derived.employer_quarter AS w ON w.entity_id = q.entity_id AND w.quarter_on = q.quarter_on AND w.known_on <= q.as_of
  GROUP BY q.entity_id, q.as_of, q.quarter_on, q.checks
  HAVING sum(w.hours) > 0
  QUALIFY row_number() OVER (PARTITION BY q.entity_id, q.as_of ORDER BY q.quarter_on DESC) <= 4
),
covered AS (
  SELECT entity_id, as_of, sum(checks) * 8 / sum(hours) AS share, max(checks * 8 / hours) AS highest
  FROM declared
  GROUP BY entity_id, as_of
),
guests AS ( -- firms on its sites without a contract
  SELECT c.entity_id, c.as_of, count(DISTINCT s.firm) AS firms, max(s.happened_on) AS last_on
  FROM cohort AS c
  JOIN derived.site_stranger AS s
    ON s.entity_id = c.entity_id AND s.known_on <= c.as_of AND (s.known_until IS NULL OR s.known_until > c.as_of)
      AND s.happened_on > c.as_of - INTERVAL 12 MONTH
  GROUP BY c.entity_id, c.as_of
),
guest AS ( -- sites of others on which it was without a contract
  SELECT c.entity_id, c.as_of, count(DISTINCT s.works) AS sites, max(s.happened_on) AS last_on
  FROM cohort AS c
  JOIN derived.site_stranger AS s
    ON s.firm = c.entity_id AND NOT s.abroad AND s.known_on <= c.as_of AND (s.known_until IS NULL OR s.known_until > c.as_of)
      AND s.happened_on > c.as_of - INTERVAL 12 MONTH
  GROUP BY c.entity_id, c.as_of
),
gap AS ( -- persons on a site whom no Dimona covered, as far as was known
  SELECT c.entity_id, c.as_of, count(DISTINCT g.inss) AS persons, count(*) AS days, max(g.present_on) AS last_on
  FROM cohort AS c
  JOIN derived.site_gap AS g
    ON g.entity_id = c.entity_id AND g.known_on <= c.as_of AND (g.known_until IS NULL OR g.known_until > c.as_of)
      AND g.present_on > c.as_of - INTERVAL 12 MONTH
  WHERE g.kind = 'site'
  GROUP BY c.entity_id, c.as_of
)
SELECT -- shares to the whole percent
  c.entity_id,
  c.as_of,
  coalesce(s.checks_3m, 0) AS checks_3m,
  round(s.workers, 1) AS workers,
  round(s.sites, 1) AS sites,
  round(s.places_per_worker, 2) AS places_per_worker,
  round(s.days_per_worker, 1) AS days_per_worker,
  round(100 * s.weekend_share) AS weekend_share,
  round(100 * (s.checks_3m / nullif(s.checks_before, 0) - 1)) AS checks_change,
  round(100 * d.share) AS hours_share,
  round(100 * d.highest) AS highest_share,
  coalesce(u.persons, 0) AS undeclared_12m,
  round(coalesce(u.days, 0) / nullif(s.checks_12m, 0) * 100, 1) AS undeclared_share,
  coalesce(g.firms, 0) AS strangers_12m,
  coalesce(w.sites, 0) AS stranger_on_sites_12m,
  CAST(s.month + INTERVAL 1 MONTH AS DATE) - 1 AS month_end,
  u.last_on AS undeclared_on,
  g.last_on AS stranger_on,
  w.last_on AS guest_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
LEFT JOIN covered AS d ON d.entity_id = c.entity_id AND d.as_of = c.as_of
LEFT JOIN gap AS u ON u.entity_id = c.entity_id AND u.as_of = c.as_of
LEFT JOIN guests AS g ON g.entity_id = c.entity_id AND g.as_of = c.as_of
LEFT JOIN guest AS w ON w.entity_id = c.entity_id AND w.as_of = c.as_of
