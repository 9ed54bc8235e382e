-- One row is a part that a firm took in works, for an amount from which a declaration is due and for two weeks at least, while it declared
-- no worker for the quarter in which it began and gave nothing on. Three months after the quarter is waited for its declaration.
WITH own AS ( -- a quarter for which an employer declared workers, and since when that was known
  SELECT entity_id, quarter_on, min(known_on) AS known_on
  FROM derived.employer_quarter
  WHERE workers > 0
  GROUP BY entity_id, quarter_on
),
given AS ( -- since when a works of a firm is known to be done by a firm below it
  SELECT principal, works, min(known_on) AS known_on
  FROM works_contract
  GROUP BY principal, works
),
job AS ( -- work that a firm took on
  SELECT r.entity_id, r.works, r.part, r.starting_on, r.known_until, r.amount,
    greatest(r.known_on, CAST(date_trunc('quarter', r.starting_on) + INTERVAL 6 MONTH AS DATE)) AS known_on
  FROM derived.works_role AS r
  JOIN threshold AS t ON t.id = 'works-amount' AND (t.from_on IS NULL OR t.from_on <= r.starting_on)
    AND (t.until_on IS NULL OR t.until_on > r.starting_on)
  WHERE r.amount >= t.value AND r.ending_on >= r.starting_on + 14
),
alone AS (
  SELECT j.entity_id, j.works, j.part, j.starting_on, j.amount, j.known_on, least(j.known_until, o.known_on, g.known_on) AS known_until
  FROM job AS j
  SEMI JOIN employer AS e ON e.enterprise_number = j.entity_id
  LEFT JOIN own AS o ON o.entity_id = j.entity_id AND o.quarter_on = date_trunc('quarter', j.starting_on)
  LEFT JOIN given AS g ON g.principal = j.entity_id AND g.works = j.works
)
SELECT entity_id, works, part, starting_on, amount, known_on, known_until
FROM alone
WHERE known_until IS NULL OR known_until > known_on
