-- One row is an employer and a date, with what was known then of the firms around it in chains of subcontractors: those it works
-- for, those that work for it, and how deep the chains go below it.
WITH contract AS ( -- the contracts of two years on either side of it
  SELECT c.entity_id, c.as_of, 'above' AS side, w.principal AS firm, w.works, w.amount, w.starting_on, w.level
  FROM cohort AS c
  JOIN works_contract AS w
    ON w.subcontractor = c.entity_id AND w.known_on <= c.as_of AND (w.known_until IS NULL OR w.known_until > c.as_of)
      AND w.starting_on > c.as_of - INTERVAL 24 MONTH AND w.starting_on <= c.as_of
  UNION ALL
  SELECT c.entity_id, c.as_of, 'below', w.subcontractor, w.works, w.amount, w.starting_on, w.level
  FROM cohort AS c
  JOIN works_contract AS w
    ON w.principal = c.entity_id AND w.known_on <= c.as_of AND (w.known_until IS NULL OR w.known_until > c.as_of)
      AND w.starting_on > c.as_of - INTERVAL 24 MONTH AND w.starting_on <= c.as_of
  WHERE w.subcontractor IS NOT NULL
),
partner AS ( -- a firm on one side of it
  SELECT entity_id, as_of, side, firm, sum(amount) AS amount, min(starting_on) AS first_on
  FROM contract
  GROUP BY entity_id, as_of, side, firm
),
troubled AS ( -- the partners that had troubles, as known on the date
  SELECT p.entity_id, p.as_of, p.side, p.firm,
    bool_or(t.kind = 'bankruptcy') AS bankrupt,
    bool_or(t.kind = 'finding') AS found,
    bool_or(t.kind = 'debt') AS indebted,
    max(t.happened_on) AS trouble_on
  FROM partner AS p
  JOIN derived.trouble AS t
    ON t.firm = p.firm AND t.known_on <= p.as_of AND (t.known_until IS NULL OR t.known_until > p.as_of)
      AND t.happened_on > p.as_of - INTERVAL 3 YEAR
  GROUP BY p.entity_id, p.as_of, p.side, p.firm
),
employing AS ( -- a firm's registration as an employer, as first known
  SELECT enterprise_number AS firm, min(known_on) AS known_on, min(registered_on) AS registered_on
  FROM employer
  WHERE known_until IS NULL OR known_until > known_on
  GROUP BY enterprise_number
),
described AS ( -- partners with their troubles, age and staff; the engine is slow with outer joins on more than equality
  SELECT p.*, t.bankrupt, t.found, t.indebted, t.trouble_on,
    e.firm IS NULL OR e.known_on > p.as_of AS without_staff,
    e.known_on <= p.as_of AND e.registered_on > p.first_on - INTERVAL 12 MONTH AS young
  FROM partner AS p
  LEFT JOIN troubled AS t ON t.entity_id = p.entity_id AND t.as_of = p.as_of AND t.side = p.side AND t.firm = p.firm
  LEFT JOIN employing AS e ON e.firm = p.firm
),
summed AS (
  SELECT
    entity_id,
    as_of,
    count(*) FILTER (WHERE side = 'above') AS principals,
    count(*) FILTER (WHERE side = 'above' AND found) AS principals_found,
    count(*) FILTER (WHERE side = 'above' AND (bankrupt OR indebted)) AS principals_failing,
    count(*) FILTER (WHERE side = 'below') AS subs,
    count(*) FILTER (WHERE side = 'below' AND bankrupt) AS subs_bankrupt,
    count(*) FILTER (WHERE side = 'below' AND found) AS subs_found,
    count(*) FILTER (WHERE side = 'below' AND indebted) AS subs_indebted,
    count(*) FILTER (WHERE side = 'below' AND young) AS subs_young,
    sum(amount) FILTER (WHERE side = 'below' AND (bankrupt OR found OR indebted)) / nullif(sum(amount) FILTER (WHERE side = 'below'), 0) AS to_troubled,
    sum(amount) FILTER (WHERE side = 'below' AND without_staff) / nullif(sum(amount) FILTER (WHERE side = 'below'), 0) AS to_without_staff,
    max(trouble_on) FILTER (WHERE side = 'below') AS trouble_on,
    max(trouble_on) FILTER (WHERE side = 'above') AS principal_trouble_on
  FROM described
  GROUP BY entity_id, as_of
),
passed AS ( -- works that it took on and gave on: what it took, and what it gave
  SELECT a.entity_id, a.as_of, count(*) AS works, sum(b.amount) / nullif(sum(a.amount), 0) AS share
  FROM (SELECT entity_id, as_of, works, sum(amount) AS amount FROM contract WHERE side = 'above' GROUP BY ALL) AS a
  JOIN (SELECT entity_id, as_of, works, sum(amount) AS amount FROM contract WHERE side = 'below' GROUP BY ALL) AS b
    ON b.entity_id = a.entity_id AND b.as_of = a.as_of AND b.works = a.works
  GROUP BY a.entity_id, a.as_of
),
own AS ( -- the works that it declared itself
  SELECT DISTINCT c.entity_id, c.as_of, r.works
  FROM cohort AS c
  JOIN derived.works_role AS r
    ON r.entity_id = c.entity_id AND r.part = 'contractor' AND r.known_on <= c.as_of AND (r.known_until IS NULL OR r.known_until > c.as_of)
      AND r.starting_on > c.as_of - INTERVAL 24 MONTH AND r.starting_on <= c.as_of
),
site AS ( -- those with a chain
  SELECT o.entity_id, o.as_of, o.works, max(w.level) AS depth, count(DISTINCT coalesce(w.subcontractor, w.foreign_subcontractor)) AS firms
  FROM own AS o
  JOIN works_contract AS w
    ON w.works = o.works AND w.known_on <= o.as_of AND (w.known_until IS NULL OR w.known_until > o.as_of)
  GROUP BY o.entity_id, o.as_of, o.works
),
depth AS (
  SELECT o.entity_id, o.as_of, max(coalesce(s.depth, 0)) AS deepest, avg(coalesce(s.depth, 0)) AS depth, avg(coalesce(s.firms, 0)) AS firms
  FROM own AS o
  LEFT JOIN site AS s ON s.entity_id = o.entity_id AND s.as_of = o.as_of AND s.works = o.works
  GROUP BY o.entity_id, o.as_of
)
SELECT
  c.entity_id,
  c.as_of,
  d.deepest,
  round(d.depth, 1) AS depth,
  round(d.firms, 1) AS firms_per_site,
  CASE WHEN s.principals > 0 THEN s.principals_found END AS principals_found,
  CASE WHEN s.principals > 0 THEN s.principals_failing END AS principals_failing,
  CASE WHEN s.subs > 0 THEN s.subs_bankrupt END AS subs_bankrupt,
  CASE WHEN s.subs > 0 THEN s.subs_found END AS subs_found,
  CASE WHEN s.subs > 0 THEN s.subs_indebted END AS subs_indebted,
  CASE WHEN s.subs > 0 THEN round(100.0 * s.subs_young / s.subs) END AS subs_young_share,
  round(100 * coalesce(s.to_troubled, CASE WHEN s.subs > 0 THEN 0 END)) AS to_troubled_share,
  round(100 * coalesce(s.to_without_staff, CASE WHEN s.subs > 0 THEN 0 END)) AS to_without_staff_share,
  CASE WHEN s.principals > 0 THEN coalesce(p.works, 0) END AS passed_works,
  round(100 * p.share) AS passed_share,
  s.trouble_on AS trouble_on,
  s.principal_trouble_on AS principal_trouble_on,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
LEFT JOIN passed AS p ON p.entity_id = c.entity_id AND p.as_of = c.as_of
LEFT JOIN depth AS d ON d.entity_id = c.entity_id AND d.as_of = c.as_of
