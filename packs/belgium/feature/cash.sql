-- One row is an employer and a date, with what its certified cash registers reported: how much goes over them, against its VAT
-- return and against the hours of its staff.
WITH rung AS ( -- the months of two years that were known on the date
  SELECT c.entity_id, c.as_of, m.month, m.tickets, m.turnover, m.opening_days, m.registers,
    row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY m.month DESC) AS back,
    CAST(date_trunc('quarter', m.month) AS DATE) AS quarter_on
  FROM cohort AS c
  JOIN derived.cash_month AS m
    ON m.entity_id = c.entity_id AND m.known_on <= c.as_of AND (m.known_until IS NULL OR m.known_until > c.as_of)
      AND m.month > c.as_of - INTERVAL 27 MONTH
),
summed AS (
  SELECT
    entity_id,
    as_of,
    sum(tickets) FILTER (WHERE back <= 12) / nullif(sum(opening_days) FILTER (WHERE back <= 12), 0) AS tickets_per_day,
    sum(turnover) FILTER (WHERE back <= 12) / nullif(sum(tickets) FILTER (WHERE back <= 12), 0) AS per_ticket,
    avg(opening_days) FILTER (WHERE back <= 12) AS opening_days,
    sum(turnover) FILTER (WHERE back <= 12) / nullif(sum(turnover) FILTER (WHERE back BETWEEN 13 AND 24), 0) - 1 AS turnover_change,
    count(*) FILTER (WHERE back BETWEEN 13 AND 24) AS months_before,
    count(*) FILTER (WHERE month > as_of - INTERVAL 14 MONTH AND month <= as_of - INTERVAL 2 MONTH) AS months_12m,
    stddev_pop(turnover) FILTER (WHERE back <= 12) / nullif(avg(turnover) FILTER (WHERE back <= 12), 0) AS unevenness,
    min(month) AS first_month,
    max(month) AS month
  FROM rung
  GROUP BY entity_id, as_of
),
quarter AS ( -- whole quarters, with staff's hours and the VAT return
  SELECT r.entity_id, r.as_of, r.quarter_on, sum(r.turnover) AS cash, sum(r.opening_days) AS opening_days, sum(r.tickets) AS tickets
  FROM rung AS r
  GROUP BY ALL
  HAVING count(*) = 3
),
worked AS (
  SELECT q.entity_id, q.as_of, q.quarter_on, q.cash, q.opening_days, q.tickets, sum(w.hours) AS hours, sum(w.workers) AS workers
  FROM quarter AS q
  JOIN derived.employer_quarter AS w ON w.entity_id = q.entity_id AND w.quarter_on = q.quarter_on AND w.known_on <= q.as_of
  GROUP BY q.entity_id, q.as_of, q.quarter_on, q.cash, q.opening_days, q.tickets
  HAVING sum(w.hours) > 0
  QUALIFY row_number() OVER (PARTITION BY q.entity_id, q.as_of ORDER BY q.quarter_on DESC) <= 4
),
staffed AS (
  SELECT entity_id, as_of, sum(hours) / nullif(sum(opening_days), 0) AS hours_per_day, sum(tickets) / sum(hours) AS tickets_per_hour,
    sum(cash) / sum(hours) AS cash_per_hour,
    CASE WHEN avg(workers) < 3 THEN 1 WHEN avg(workers) < 6 THEN 2 WHEN avg(workers) < 12 THEN 3 WHEN avg(workers) < 25 THEN 4 ELSE 5 END AS size_class
  FROM worked
  GROUP BY entity_id, as_of
),
everyone AS ( -- all employers' quarters, as they were known four months after their end
  SELECT m.entity_id, m.quarter_on, m.settled_on, m.cash, sum(w.hours) AS hours, sum(w.workers) AS workers
  FROM (
    SELECT entity_id, CAST(date_trunc('quarter', month) AS DATE) AS quarter_on,
      CAST(date_trunc('quarter', month) + INTERVAL 7 MONTH AS DATE) AS settled_on, sum(turnover) AS cash
    FROM derived.cash_month
    WHERE known_on <= date_trunc('quarter', month) + INTERVAL 7 MONTH
      AND (known_until IS NULL OR known_until > date_trunc('quarter', month) + INTERVAL 7 MONTH)
    GROUP BY ALL
    HAVING count(*) = 3
  ) AS m
  JOIN derived.employer_quarter AS w ON w.entity_id = m.entity_id AND w.quarter_on = m.quarter_on AND w.known_on <= m.settled_on
  GROUP BY m.entity_id, m.quarter_on, m.settled_on, m.cash
  HAVING sum(w.hours) > 0
),
usual AS ( -- the median of a size; it counts from the day on which it is settled
  SELECT settled_on, median(cash / hours) AS cash_per_hour,
    CASE WHEN workers < 3 THEN 1 WHEN workers < 6 THEN 2 WHEN workers < 12 THEN 3 WHEN workers < 25 THEN 4 ELSE 5 END AS size_class
  FROM everyone
  GROUP BY ALL
  HAVING count(*) >= 5
),
taxed AS ( -- the last four quarters that have both
  SELECT q.entity_id, q.as_of, q.cash, t.turnover
  FROM quarter AS q
  JOIN derived.turnover_quarter AS t
    ON t.entity_id = q.entity_id AND t.quarter_on = q.quarter_on AND t.known_on <= q.as_of AND (t.known_until IS NULL OR t.known_until > q.as_of)
  QUALIFY row_number() OVER (PARTITION BY q.entity_id, q.as_of ORDER BY q.quarter_on DESC) <= 4
),
share AS (
  SELECT entity_id, as_of, sum(cash) / nullif(sum(turnover), 0) AS of_vat
  FROM taxed
  GROUP BY entity_id, as_of
)
SELECT
  c.entity_id,
  c.as_of,
  round(s.tickets_per_day) AS tickets_per_day,
  round(s.per_ticket, 1) AS per_ticket,
  round(s.opening_days) AS opening_days,
  CASE WHEN s.months_before = 12 THEN round(100 * s.turnover_change) END AS turnover_change,
  CASE WHEN s.first_month <= c.as_of - INTERVAL 14 MONTH THEN 12 - s.months_12m END AS missing_12m,
  round(s.unevenness, 2) AS unevenness,
  round(f.hours_per_day, 1) AS hours_per_day,
  round(f.tickets_per_hour, 1) AS tickets_per_hour,
  round(f.cash_per_hour) AS cash_per_hour,
  round(f.cash_per_hour / nullif(u.cash_per_hour, 0), 2) AS times_peers,
  round(100 * v.of_vat) AS share_of_vat,
  CAST(s.month + INTERVAL 1 MONTH AS DATE) - 1 AS month_end,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
LEFT JOIN staffed AS f ON f.entity_id = c.entity_id AND f.as_of = c.as_of
LEFT JOIN share AS v ON v.entity_id = c.entity_id AND v.as_of = c.as_of
ASOF LEFT JOIN usual AS u ON u.size_class = f.size_class AND u.settled_on <= c.as_of
