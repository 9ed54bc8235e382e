-- One row is an employer and a date, with what the registers said then of those who lead it, of their other firms, and of the
-- self-employed who work along as partners.
WITH held AS ( -- the mandates in it that were published by the date
  SELECT c.entity_id, c.as_of, m.inss, m.function, m.starting_on, m.ending_on
  FROM cohort AS c
  JOIN mandate AS m
    ON m.enterprise_number = c.entity_id AND m.known_on <= c.as_of AND (m.known_until IS NULL OR m.known_until > c.as_of)
),
led AS (
  SELECT
    entity_id,
    as_of,
    count(DISTINCT inss) FILTER (WHERE ending_on IS NULL OR ending_on >= as_of) AS managers,
    count(DISTINCT inss) FILTER (WHERE starting_on > as_of - INTERVAL 12 MONTH) AS new_12m,
    count(DISTINCT inss) FILTER (WHERE ending_on > as_of - INTERVAL 12 MONTH AND ending_on < as_of) AS left_12m,
    count(DISTINCT inss) AS ever,
    date_diff('day', max(starting_on) FILTER (WHERE ending_on IS NULL OR ending_on >= as_of), as_of) AS days_since_change,
    max(starting_on) AS changed_on
  FROM held
  GROUP BY entity_id, as_of
),
other AS ( -- the other firms of those who lead it now, one row a person and firm
  SELECT c.entity_id, c.as_of, f.inss, f.other,
    count(*) FILTER (WHERE f.other_to IS NULL) > count(*) FILTER (WHERE f.other_to IS NOT NULL) AS still,
    max(f.other_from) AS other_from
  FROM cohort AS c
  JOIN derived.manager_firm AS f
    ON f.entity_id = c.entity_id AND f.known_on <= c.as_of AND (f.known_until IS NULL OR f.known_until > c.as_of)
  GROUP BY c.entity_id, c.as_of, f.inss, f.other
),
troubled AS ( -- those with troubles, as known on the date
  SELECT o.entity_id, o.as_of, o.other,
    bool_or(t.kind = 'bankruptcy' AND t.happened_on > o.as_of - INTERVAL 5 YEAR) AS bankrupt,
    bool_or(t.kind = 'finding' AND t.happened_on > o.as_of - INTERVAL 5 YEAR) AS found,
    max(t.amount) FILTER (WHERE t.kind = 'debt') AS debt,
    max(t.happened_on) FILTER (WHERE t.kind = 'bankruptcy') AS bankrupt_on
  FROM (SELECT DISTINCT entity_id, as_of, other FROM other) AS o
  JOIN derived.trouble AS t
    ON t.firm = o.other AND t.known_on <= o.as_of AND (t.known_until IS NULL OR t.known_until > o.as_of)
  GROUP BY o.entity_id, o.as_of, o.other
),
fate AS ( -- what became of each
  SELECT o.entity_id, o.as_of, o.inss, o.other, o.still, o.other_from, t.bankrupt, t.found, t.debt, t.bankrupt_on
  FROM other AS o
  LEFT JOIN troubled AS t ON t.entity_id = o.entity_id AND t.as_of = o.as_of AND t.other = o.other
),
person AS (
  SELECT entity_id, as_of, inss, count(*) AS firms, count(*) FILTER (WHERE bankrupt) AS bankruptcies
  FROM fate
  GROUP BY entity_id, as_of, inss
),
most AS (
  SELECT entity_id, as_of, max(firms) AS firms, max(bankruptcies) AS bankruptcies
  FROM person
  GROUP BY entity_id, as_of
),
elsewhere AS ( -- over firms, however many persons tie them
  SELECT
    entity_id,
    as_of,
    count(DISTINCT other) FILTER (WHERE still AND bankrupt IS NOT TRUE) AS other_firms,
    count(DISTINCT other) FILTER (WHERE other_from > as_of - INTERVAL 24 MONTH) AS begun_2y,
    count(DISTINCT other) FILTER (WHERE bankrupt) AS bankrupt_5y,
    count(DISTINCT other) FILTER (WHERE found) AS found_5y,
    count(DISTINCT other) FILTER (WHERE debt > 0) AS indebted,
    max(debt) AS largest_debt,
    max(bankrupt_on) AS bankrupt_on
  FROM fate
  GROUP BY entity_id, as_of
),
partner AS ( -- the self-employed whose work for it was registered by the date
  SELECT
    c.entity_id,
    c.as_of,
    count(DISTINCT s.inss) FILTER (WHERE s.kind = 'partner') AS partners,
    count(DISTINCT s.inss) AS self_employed,
    count(DISTINCT s.inss) FILTER (WHERE s.from_on > c.as_of - INTERVAL 12 MONTH) AS new_12m,
    max(s.from_on) AS joined_on
  FROM cohort AS c
  JOIN self_employed AS s
    ON s.enterprise_number = c.entity_id AND s.known_on <= c.as_of AND (s.known_until IS NULL OR s.known_until > c.as_of)
      AND s.from_on <= c.as_of AND (s.to_on IS NULL OR s.to_on >= c.as_of)
  GROUP BY c.entity_id, c.as_of
),
former AS ( -- of those of two years, the ones who were on its payroll in the year before
  SELECT c.entity_id, c.as_of, count(DISTINCT f.inss) AS persons, max(f.happened_on) AS last_on
  FROM cohort AS c
  JOIN derived.former_staff AS f
    ON f.entity_id = c.entity_id AND f.known_on <= c.as_of AND (f.known_until IS NULL OR f.known_until > c.as_of)
      AND f.happened_on > c.as_of - INTERVAL 24 MONTH
  GROUP BY c.entity_id, c.as_of
),
staff AS ( -- its workers in the last quarter declared
  SELECT c.entity_id, c.as_of, q.quarter_on, sum(q.workers) AS workers
  FROM cohort AS c
  SEMI JOIN partner AS p ON p.entity_id = c.entity_id AND p.as_of = c.as_of
  JOIN derived.employer_quarter AS q ON q.entity_id = c.entity_id AND q.known_on <= c.as_of AND q.quarter_on > c.as_of - INTERVAL 12 MONTH
  GROUP BY c.entity_id, c.as_of, q.quarter_on
  QUALIFY row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY q.quarter_on DESC) = 1
)
SELECT -- who is in no mandate has no other firms that could be known
  c.entity_id,
  c.as_of,
  l.managers,
  l.new_12m AS managers_new_12m,
  l.left_12m AS managers_left_12m,
  l.days_since_change,
  CASE WHEN l.ever > 0 THEN coalesce(e.other_firms, 0) END AS other_firms,
  CASE WHEN l.ever > 0 THEN coalesce(e.begun_2y, 0) END AS other_begun_2y,
  CASE WHEN l.ever > 0 THEN coalesce(m.firms, 0) END AS most_firms,
  CASE WHEN l.ever > 0 THEN coalesce(e.bankrupt_5y, 0) END AS bankrupt_5y,
  CASE WHEN l.ever > 0 THEN coalesce(m.bankruptcies, 0) END AS most_bankruptcies,
  CASE WHEN l.ever > 0 THEN coalesce(e.found_5y, 0) END AS found_5y,
  CASE WHEN l.ever > 0 THEN coalesce(e.indebted, 0) END AS other_indebted,
  round(e.largest_debt) AS other_debt,
  coalesce(p.partners, 0) AS partners,
  coalesce(p.self_employed, 0) AS self_employed,
  coalesce(p.new_12m, 0) AS self_employed_new_12m,
  CASE WHEN p.self_employed > 0 THEN round(100.0 * p.self_employed / (p.self_employed + coalesce(w.workers, 0))) ELSE 0 END AS self_employed_share,
  coalesce(f.persons, 0) AS former_staff_2y,
  l.changed_on,
  e.bankrupt_on AS bankrupt_on,
  p.joined_on AS joined_on,
  f.last_on AS former_on,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN led AS l ON l.entity_id = c.entity_id AND l.as_of = c.as_of
LEFT JOIN elsewhere AS e ON e.entity_id = c.entity_id AND e.as_of = c.as_of
LEFT JOIN most AS m ON m.entity_id = c.entity_id AND m.as_of = c.as_of
LEFT JOIN partner AS p ON p.entity_id = c.entity_id AND p.as_of = c.as_of
LEFT JOIN former AS f ON f.entity_id = c.entity_id AND f.as_of = c.as_of
LEFT JOIN staff AS w ON w.entity_id = c.entity_id AND w.as_of = c.as_of
