-- One row is an employer and a date, with the workers that employers abroad had posted to it as was known then, and what is wrong
-- with the postings. Of the employer abroad only counts: its country is no feature.
WITH posted AS ( -- postings of two years
  SELECT c.entity_id, c.as_of, p.limosa, p.foreign_employer, p.inss, p.days_late, p.starting_on,
    least(p.ending_on, c.as_of) AS until_on, p.ending_on
  FROM cohort AS c
  JOIN derived.posting AS p
    ON p.entity_id = c.entity_id AND p.known_on <= c.as_of AND (p.known_until IS NULL OR p.known_until > c.as_of)
      AND p.ending_on > c.as_of - INTERVAL 24 MONTH AND p.starting_on <= c.as_of
),
person AS ( -- a worker's days here
  SELECT entity_id, as_of, inss, sum(date_diff('day', starting_on, until_on) + 1) AS days
  FROM posted
  GROUP BY entity_id, as_of, inss
),
stayed AS (
  SELECT entity_id, as_of, count(*) FILTER (WHERE days > 365) AS over_a_year, avg(days) AS days
  FROM person
  GROUP BY entity_id, as_of
),
summed AS (
  SELECT
    entity_id,
    as_of,
    count(*) FILTER (WHERE ending_on > as_of - INTERVAL 12 MONTH) AS postings_12m,
    count(DISTINCT inss) FILTER (WHERE ending_on > as_of - INTERVAL 12 MONTH) AS persons_12m,
    count(DISTINCT inss) FILTER (WHERE ending_on >= as_of) AS persons_now,
    count(DISTINCT foreign_employer) FILTER (WHERE ending_on > as_of - INTERVAL 12 MONTH) AS employers_12m,
    avg(CASE WHEN days_late > 0 THEN 1.0 ELSE 0.0 END) AS late_share,
    max(starting_on) AS last_on
  FROM posted
  GROUP BY entity_id, as_of
),
first_client AS ( -- an employer abroad and a Belgian user, as first known
  SELECT foreign_employer, entity_id, min(known_on) AS known_on
  FROM derived.posting
  GROUP BY foreign_employer, entity_id
),
abroad AS ( -- the employers abroad of each row, and how many users each was known to have
  SELECT p.entity_id, p.as_of, p.foreign_employer, count(DISTINCT p.inss) AS persons,
    count(DISTINCT f.entity_id) AS users
  FROM posted AS p
  JOIN first_client AS f ON f.foreign_employer = p.foreign_employer AND f.known_on <= p.as_of
  WHERE p.ending_on > p.as_of - INTERVAL 12 MONTH
  GROUP BY p.entity_id, p.as_of, p.foreign_employer
),
tied AS (
  SELECT entity_id, as_of, coalesce(sum(persons) FILTER (WHERE users = 1), 0) / sum(persons) AS share, max(persons) AS largest
  FROM abroad
  GROUP BY entity_id, as_of
),
fault AS ( -- what was wrong in two years, and still is as far as is known
  SELECT
    c.entity_id,
    c.as_of,
    count(DISTINCT f.inss) FILTER (WHERE f.kind = 'without-a1') AS without_a1,
    count(DISTINCT f.inss) FILTER (WHERE f.kind = 'a1-withdrawn') AS a1_withdrawn,
    max(f.happened_on) AS fault_on
  FROM cohort AS c
  JOIN derived.posting_fault AS f
    ON f.entity_id = c.entity_id AND f.known_on <= c.as_of AND (f.known_until IS NULL OR f.known_until > c.as_of)
      AND f.happened_on > c.as_of - INTERVAL 24 MONTH
  WHERE f.kind IN ('without-a1', 'a1-withdrawn')
  GROUP BY c.entity_id, c.as_of
),
staff AS ( -- its own workers in the last quarter declared
  SELECT c.entity_id, c.as_of, q.quarter_on, sum(q.workers) AS workers
  FROM cohort AS c
  SEMI JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
  JOIN derived.employer_quarter AS q ON q.entity_id = c.entity_id AND q.known_on <= c.as_of AND q.quarter_on > c.as_of - INTERVAL 12 MONTH
  GROUP BY c.entity_id, c.as_of, q.quarter_on
  QUALIFY row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY q.quarter_on DESC) = 1
)
SELECT
  c.entity_id,
  c.as_of,
  coalesce(s.postings_12m, 0) AS postings_12m,
  coalesce(s.persons_12m, 0) AS persons_12m,
  coalesce(s.persons_now, 0) AS persons_now,
  coalesce(s.employers_12m, 0) AS employers_12m,
  round(s.persons_12m / nullif(w.workers, 0), 2) AS per_own_worker,
  round(100 * s.late_share) AS late_share,
  coalesce(f.without_a1, 0) AS without_a1,
  coalesce(f.a1_withdrawn, 0) AS a1_withdrawn,
  round(100.0 * coalesce(f.without_a1, 0) / nullif(s.persons_12m, 0)) AS without_a1_share,
  round(100 * t.share) AS single_user_share,
  t.largest AS largest_employer,
  y.over_a_year,
  round(y.days) AS days_per_person,
  s.last_on,
  f.fault_on,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
LEFT JOIN stayed AS y ON y.entity_id = c.entity_id AND y.as_of = c.as_of
LEFT JOIN tied AS t ON t.entity_id = c.entity_id AND t.as_of = c.as_of
LEFT JOIN fault AS f ON f.entity_id = c.entity_id AND f.as_of = c.as_of
LEFT JOIN staff AS w ON w.entity_id = c.entity_id AND w.as_of = c.as_of
