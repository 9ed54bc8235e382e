-- One row is an employer and a date, with the works in which it had a part as was known then: declared as contractor, taken on as
-- subcontractor, and given on to others.
WITH part AS ( -- its parts of two years
  SELECT c.entity_id, c.as_of, r.works, r.part, r.principal, r.level, r.amount, r.starting_on, r.ending_on, r.declared_on
  FROM cohort AS c
  JOIN derived.works_role AS r
    ON r.entity_id = c.entity_id AND r.known_on <= c.as_of AND (r.known_until IS NULL OR r.known_until > c.as_of)
      AND r.starting_on > c.as_of - INTERVAL 24 MONTH AND r.starting_on <= c.as_of
),
summed AS (
  SELECT
    entity_id,
    as_of,
    count(DISTINCT works) FILTER (WHERE part = 'contractor' AND starting_on > as_of - INTERVAL 12 MONTH) AS declared_12m,
    coalesce(sum(amount) FILTER (WHERE part = 'contractor' AND starting_on > as_of - INTERVAL 12 MONTH), 0) AS declared_amount,
    count(DISTINCT works) FILTER (WHERE part = 'subcontractor' AND starting_on > as_of - INTERVAL 12 MONTH) AS taken_12m,
    coalesce(sum(amount) FILTER (WHERE part = 'subcontractor' AND starting_on > as_of - INTERVAL 12 MONTH), 0) AS taken_amount,
    sum(amount) FILTER (WHERE starting_on <= as_of - INTERVAL 12 MONTH) AS amount_before,
    avg(CASE WHEN declared_on > starting_on THEN 1.0 ELSE 0.0 END) AS late_share,
    avg(level) FILTER (WHERE part = 'subcontractor') AS level,
    max(level) FILTER (WHERE part = 'subcontractor') AS deepest,
    count(DISTINCT works) FILTER (WHERE ending_on IS NULL OR ending_on >= as_of) AS running,
    max(amount) AS largest,
    count(*) AS parts,
    max(starting_on) AS last_on
  FROM part
  GROUP BY entity_id, as_of
),
principal AS ( -- for whom it works as a subcontractor
  SELECT entity_id, as_of, principal, sum(amount) AS amount
  FROM part
  WHERE part = 'subcontractor'
  GROUP BY entity_id, as_of, principal
),
principals AS (
  SELECT entity_id, as_of, count(*) AS principals, max(amount) / nullif(sum(amount), 0) AS largest_share
  FROM principal
  GROUP BY entity_id, as_of
),
given AS ( -- what it gave on in the last year
  SELECT
    c.entity_id,
    c.as_of,
    count(*) AS contracts,
    coalesce(sum(w.amount), 0) AS amount,
    count(DISTINCT coalesce(w.subcontractor, w.foreign_subcontractor)) AS firms,
    count(*) FILTER (WHERE w.subcontractor IS NULL) AS abroad,
    avg(CASE WHEN w.declared_on > w.starting_on THEN 1.0 ELSE 0.0 END) AS late_share
  FROM cohort AS c
  JOIN works_contract AS w
    ON w.principal = c.entity_id AND w.known_on <= c.as_of AND (w.known_until IS NULL OR w.known_until > c.as_of)
      AND w.starting_on > c.as_of - INTERVAL 12 MONTH AND w.starting_on <= c.as_of
  GROUP BY c.entity_id, c.as_of
),
staffed AS ( -- the hours and the turnover of the last four quarters known
  SELECT entity_id, as_of, sum(hours) AS hours
  FROM (
    SELECT c.entity_id, c.as_of, q.quarter_on, sum(q.hours) AS hours
    FROM cohort AS c
    SEMI JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
    JOIN derived.employer_quarter AS q ON q.entity_id = c.entity_id AND q.known_on <= c.as_of AND q.quarter_on > c.as_of - INTERVAL 18 MONTH
    GROUP BY c.entity_id, c.as_of, q.quarter_on
    QUALIFY row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY q.quarter_on DESC) <= 4
  )
  GROUP BY entity_id, as_of
),
sold AS (
  SELECT entity_id, as_of, sum(turnover) AS turnover
  FROM (
    SELECT c.entity_id, c.as_of, t.turnover
    FROM cohort AS c
    JOIN derived.turnover_quarter AS t
      ON t.entity_id = c.entity_id AND t.known_on <= c.as_of AND (t.known_until IS NULL OR t.known_until > c.as_of)
        AND t.quarter_on > c.as_of - INTERVAL 18 MONTH
    QUALIFY row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY t.quarter_on DESC) <= 4
  )
  GROUP BY entity_id, as_of
),
self AS ( -- works are declared in construction and cleaning; elsewhere their absence says nothing
  SELECT c.entity_id, c.as_of, e.sector IN ('construction', 'cleaning') AS declares
  FROM cohort AS c
  ASOF LEFT JOIN entity AS e ON e.entity_id = c.entity_id AND e.known_on <= c.as_of
),
gap AS ( -- the last year of which the VAT lists are settled, where works say less than they do
  SELECT c.entity_id, c.as_of, g.year, g.bought, g.bought_undeclared, g.firms_undeclared
  FROM cohort AS c
  JOIN derived.works_gap AS g ON g.entity_id = c.entity_id AND g.known_on <= c.as_of AND g.known_on > c.as_of - INTERVAL 13 MONTH
  QUALIFY row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY g.year DESC) = 1
)
SELECT
  c.entity_id,
  c.as_of,
  CASE WHEN x.declares OR s.parts > 0 THEN coalesce(s.declared_12m, 0) END AS declared_12m,
  CASE WHEN x.declares OR s.parts > 0 THEN coalesce(s.taken_12m, 0) END AS taken_12m,
  round(s.declared_amount + s.taken_amount) AS amount_12m,
  round(100 * ((s.declared_amount + s.taken_amount) / nullif(s.amount_before, 0) - 1)) AS amount_change,
  round(s.largest) AS largest_amount,
  s.running,
  round(100 * s.late_share) AS late_share,
  round(100.0 * s.taken_12m / nullif(s.taken_12m + s.declared_12m, 0)) AS taken_share,
  round(s.level, 1) AS level,
  s.deepest,
  p.principals,
  round(100 * p.largest_share) AS largest_principal_share,
  CASE WHEN s.parts > 0 THEN coalesce(g.contracts, 0) END AS given_12m,
  CASE WHEN s.parts > 0 THEN coalesce(g.firms, 0) END AS subcontractors_12m,
  round(100 * coalesce(g.amount, 0) / nullif(s.declared_amount + s.taken_amount, 0)) AS given_share,
  round(100.0 * g.abroad / nullif(g.contracts, 0)) AS abroad_share,
  round(100 * g.late_share) AS given_late_share,
  round((s.declared_amount + s.taken_amount - coalesce(g.amount, 0)) / nullif(h.hours, 0)) AS own_amount_per_hour,
  CASE WHEN x.declares THEN round(100 * coalesce(s.declared_amount + s.taken_amount, 0) / nullif(t.turnover, 0)) END AS declared_of_turnover,
  y.firms_undeclared,
  round(100 * y.bought_undeclared / nullif(y.bought, 0)) AS bought_undeclared_share,
  s.last_on,
  make_date(CAST(y.year AS INTEGER), 12, 31) AS year_end,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
LEFT JOIN principals AS p ON p.entity_id = c.entity_id AND p.as_of = c.as_of
LEFT JOIN given AS g ON g.entity_id = c.entity_id AND g.as_of = c.as_of
LEFT JOIN staffed AS h ON h.entity_id = c.entity_id AND h.as_of = c.as_of
LEFT JOIN sold AS t ON t.entity_id = c.entity_id AND t.as_of = c.as_of
LEFT JOIN gap AS y ON y.entity_id = c.entity_id AND y.as_of = c.as_of
LEFT JOIN self AS x ON x.entity_id = c.entity_id AND x.as_of = c.as_of
