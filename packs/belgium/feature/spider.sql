-- One row is an employer and a date, with what it was known then to have of firms that failed: workers, managers, address. In the
-- spider construction debts stay behind in a bankrupt firm, and everything else moves on.
WITH tie AS ( -- the failed firms of five years to which it is tied, and by what
  SELECT
    c.entity_id,
    c.as_of,
    t.failed,
    any_value(t.failed_on) AS failed_on,
    count(*) FILTER (WHERE t.kind = 'worker') AS workers,
    count(*) FILTER (WHERE t.kind = 'manager') AS managers,
    count(*) FILTER (WHERE t.kind = 'address') AS addresses,
    max(t.happened_on) FILTER (WHERE t.kind = 'worker') AS moved_on
  FROM cohort AS c
  JOIN derived.succession_tie AS t
    ON t.entity_id = c.entity_id AND t.known_on <= c.as_of AND (t.known_until IS NULL OR t.known_until > c.as_of)
      AND t.failed_on > c.as_of - INTERVAL 5 YEAR
  GROUP BY c.entity_id, c.as_of, t.failed
),
owed AS ( -- what each of them owed when it failed, as known on the date
  SELECT t.entity_id, t.as_of, t.failed, max(a.balance) AS balance
  FROM tie AS t
  JOIN derived.account_quarter AS a
    ON a.entity_id = t.failed AND a.known_on <= t.as_of AND (a.known_until IS NULL OR a.known_until > t.as_of)
      AND a.quarter_on > t.failed_on - INTERVAL 15 MONTH AND a.quarter_on <= t.failed_on
  WHERE t.workers >= 2 OR t.managers > 0
  GROUP BY t.entity_id, t.as_of, t.failed
),
summed AS (
  SELECT
    t.entity_id,
    t.as_of,
    sum(t.workers) FILTER (WHERE t.failed_on > t.as_of - INTERVAL 3 YEAR) AS workers_3y,
    max(t.workers) AS most_workers,
    count(*) FILTER (WHERE t.workers >= 2) AS firms_of_workers,
    count(*) FILTER (WHERE t.managers > 0) AS firms_of_managers,
    count(*) FILTER (WHERE t.addresses > 0) AS firms_of_address,
    count(*) FILTER (WHERE CAST(t.workers > 0 AS INTEGER) + CAST(t.managers > 0 AS INTEGER) + CAST(t.addresses > 0 AS INTEGER) >= 2) AS tied_twice,
    sum(o.balance) AS debt_left,
    max(t.failed_on) AS failed_on,
    max(t.moved_on) AS moved_on
  FROM tie AS t
  LEFT JOIN owed AS o ON o.entity_id = t.entity_id AND o.as_of = t.as_of AND o.failed = t.failed
  GROUP BY t.entity_id, t.as_of
),
founded AS ( -- when the employer began, as known on the date
  SELECT c.entity_id, c.as_of, e.started_on
  FROM cohort AS c
  ASOF LEFT JOIN entity AS e ON e.entity_id = c.entity_id AND e.known_on <= c.as_of
),
fresh AS ( -- failed firms with which it has more than an address in common, and around whose failure it began
  SELECT t.entity_id, t.as_of, count(*) AS firms
  FROM tie AS t
  JOIN founded AS f ON f.entity_id = t.entity_id AND f.as_of = t.as_of
  WHERE (t.workers >= 2 OR t.managers > 0) AND f.started_on BETWEEN t.failed_on - 540 AND t.failed_on + 180
  GROUP BY t.entity_id, t.as_of
),
left_for AS ( -- workers who went over from it to one other employer within a year: what a firm looks like before it fails
  SELECT c.entity_id, c.as_of, m.to_entity, sum(m.workers) AS workers, max(m.month) AS month
  FROM cohort AS c
  JOIN derived.staff_move AS m ON m.from_entity = c.entity_id AND m.known_on <= c.as_of AND m.month > c.as_of - INTERVAL 13 MONTH
  GROUP BY c.entity_id, c.as_of, m.to_entity
  HAVING sum(m.workers) >= 3
),
leaving AS (
  SELECT entity_id, as_of, max(workers) AS most, max(month) AS month
  FROM left_for
  GROUP BY entity_id, as_of
),
came_from AS ( -- and to it from one other employer, which need not have failed
  SELECT c.entity_id, c.as_of, m.from_entity, sum(m.workers) AS workers, max(m.month) AS month
  FROM cohort AS c
  JOIN derived.staff_move AS m ON m.to_entity = c.entity_id AND m.known_on <= c.as_of AND m.month > c.as_of - INTERVAL 13 MONTH
  GROUP BY c.entity_id, c.as_of, m.from_entity
  HAVING sum(m.workers) >= 3
),
coming AS (
  SELECT entity_id, as_of, max(workers) AS most, sum(workers) AS workers, max(month) AS month
  FROM came_from
  GROUP BY entity_id, as_of
)
SELECT
  c.entity_id,
  c.as_of,
  coalesce(s.workers_3y, 0) AS workers_3y,
  coalesce(s.most_workers, 0) AS most_workers,
  coalesce(s.firms_of_workers, 0) AS firms_of_workers,
  coalesce(s.firms_of_managers, 0) AS firms_of_managers,
  coalesce(s.firms_of_address, 0) AS firms_of_address,
  coalesce(s.tied_twice, 0) AS tied_twice,
  round(s.debt_left) AS debt_left,
  date_diff('day', s.failed_on, c.as_of) AS days_since_failed,
  coalesce(f.firms, 0) AS begun_beside,
  coalesce(l.most, 0) AS left_together,
  coalesce(g.most, 0) AS came_together,
  coalesce(g.workers, 0) AS came_in_groups,
  s.failed_on AS failed_on,
  s.moved_on AS moved_on,
  CAST(l.month + INTERVAL 1 MONTH AS DATE) - 1 AS left_on,
  CAST(g.month + INTERVAL 1 MONTH AS DATE) - 1 AS came_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
LEFT JOIN fresh AS f ON f.entity_id = c.entity_id AND f.as_of = c.as_of
LEFT JOIN leaving AS l ON l.entity_id = c.entity_id AND l.as_of = c.as_of
LEFT JOIN coming AS g ON g.entity_id = c.entity_id AND g.as_of = c.as_of
