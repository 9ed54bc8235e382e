-- One row is an employer and a date, with its account at the NSSO as it was known then: what it owes, since when, and how it pays.
WITH account AS ( -- the quarters of two years and a half that were known on the date
  SELECT c.entity_id, c.as_of, a.quarter_on, a.due, a.paid, a.balance, a.instalment_plan, a.state_on,
    row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY a.quarter_on DESC) AS back
  FROM cohort AS c
  JOIN derived.account_quarter AS a
    ON a.entity_id = c.entity_id AND a.known_on <= c.as_of AND (a.known_until IS NULL OR a.known_until > c.as_of)
      AND a.quarter_on > c.as_of - INTERVAL 30 MONTH
),
summed AS ( -- the last quarter against those before
  SELECT
    entity_id,
    as_of,
    max(balance) FILTER (WHERE back = 1) AS balance,
    max(balance) FILTER (WHERE back = 5) AS balance_before,
    max(due) FILTER (WHERE back = 1) AS due,
    sum(due) FILTER (WHERE back <= 4) AS due_4q,
    count(*) FILTER (WHERE back <= 4) AS quarters_4q,
    sum(due) FILTER (WHERE back BETWEEN 5 AND 8) AS due_before,
    count(*) FILTER (WHERE back BETWEEN 5 AND 8) AS quarters_before,
    sum(least(paid, due)) FILTER (WHERE back <= 4) AS paid_4q,
    count(*) FILTER (WHERE back <= 8 AND paid < 0.9 * due) AS unpaid_8q,
    count(*) FILTER (WHERE back <= 8 AND due > 0 AND paid < 0.1 * due) AS nothing_paid_8q,
    max(instalment_plan) FILTER (WHERE back = 1) AS instalment_plan,
    min(back) FILTER (WHERE balance <= 0.05 * due) AS last_clear,
    count(*) AS quarters,
    max(state_on) FILTER (WHERE back = 1) AS state_on
  FROM account
  GROUP BY entity_id, as_of
),
imposed AS ( -- quarters of two years that the NSSO had to draw up itself, for want of a declaration
  SELECT c.entity_id, c.as_of, count(*) AS exofficio_2y, max(d.received_on) AS exofficio_on
  FROM cohort AS c
  JOIN dmfa_declaration AS d
    ON d.enterprise_number = c.entity_id AND d.known_on <= c.as_of AND (d.known_until IS NULL OR d.known_until > c.as_of)
      AND d.received_on > c.as_of - INTERVAL 2 YEAR AND d.origin = 'exofficio'
  GROUP BY c.entity_id, c.as_of
)
SELECT -- money to the whole euro, quarters of contributions to a tenth
  c.entity_id,
  c.as_of,
  round(s.balance) AS balance,
  round(s.balance / nullif(s.due_4q / s.quarters_4q, 0), 1) AS balance_quarters,
  round((s.balance - s.balance_before) / nullif(s.due_4q / s.quarters_4q, 0), 1) AS balance_growth,
  round(100 * s.paid_4q / nullif(s.due_4q, 0)) AS paid_share,
  s.unpaid_8q,
  s.nothing_paid_8q,
  coalesce(s.last_clear - 1, s.quarters) AS quarters_in_debt,
  s.instalment_plan = 1 AS instalment_plan,
  CASE WHEN s.quarters_4q = 4 AND s.quarters_before = 4 THEN round(100 * (s.due_4q / nullif(s.due_before, 0) - 1)) END AS due_change,
  coalesce(i.exofficio_2y, 0) AS exofficio_2y,
  s.state_on,
  i.exofficio_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
LEFT JOIN imposed AS i ON i.entity_id = c.entity_id AND i.as_of = c.as_of
