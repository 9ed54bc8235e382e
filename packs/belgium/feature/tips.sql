-- One row is an employer and a date, with the tips that had come in about it, and about nobody by name in its postcode and sector.
WITH named AS ( -- the tips that name it, as they stood on the date
  SELECT
    c.entity_id,
    c.as_of,
    count(*) FILTER (WHERE t.received_on > c.as_of - INTERVAL 12 MONTH) AS tips_12m,
    count(*) AS tips_3y,
    count(*) FILTER (WHERE t.retained = 'J') AS retained_3y,
    count(*) FILTER (WHERE t.retained = 'N') AS rejected_3y,
    count(*) FILTER (WHERE t.retained IS NULL) AS undecided,
    count(DISTINCT t.kind) AS kinds_3y,
    count(*) FILTER (WHERE t.kind = 'undeclared work') AS undeclared_3y,
    count(*) FILTER (WHERE t.kind = 'unpaid wages') AS wages_3y,
    count(*) FILTER (WHERE t.kind = 'social dumping') AS dumping_3y,
    max(t.received_on) AS last_on
  FROM cohort AS c
  JOIN tip AS t
    ON t.enterprise_number = c.entity_id AND t.known_on <= c.as_of AND (t.known_until IS NULL OR t.known_until > c.as_of)
      AND t.received_on > c.as_of - INTERVAL 3 YEAR
  GROUP BY c.entity_id, c.as_of
),
placed AS ( -- the employer's sector and postcode, as known on the date
  SELECT c.entity_id, c.as_of, e.sector, k.zipcode
  FROM cohort AS c
  ASOF LEFT JOIN entity AS e ON e.entity_id = c.entity_id AND e.known_on <= c.as_of
  ASOF LEFT JOIN derived.company AS k ON k.enterprise_number = c.entity_id AND k.known_on <= c.as_of
),
first AS ( -- a tip as it came in
  SELECT enterprise_number, zipcode, sector, known_on
  FROM tip
  QUALIFY row_number() OVER (PARTITION BY tip ORDER BY known_on, enterprise_number, zipcode, sector) = 1
),
unnamed AS ( -- a month's tips without a name in a postcode and sector, by the first of a month on which they were known
  SELECT zipcode, sector, CAST(date_trunc('month', known_on - 1) + INTERVAL 1 MONTH AS DATE) AS month, count(*) AS tips
  FROM first
  WHERE enterprise_number IS NULL AND zipcode IS NOT NULL
  GROUP BY ALL
),
around AS (
  SELECT p.entity_id, p.as_of, sum(u.tips) AS tips
  FROM placed AS p
  JOIN unnamed AS u ON u.zipcode = p.zipcode AND u.sector = p.sector AND u.month <= p.as_of AND u.month > p.as_of - INTERVAL 13 MONTH
  GROUP BY p.entity_id, p.as_of
)
SELECT
  c.entity_id,
  c.as_of,
  coalesce(n.tips_12m, 0) AS tips_12m,
  coalesce(n.tips_3y, 0) AS tips_3y,
  coalesce(n.retained_3y, 0) AS retained_3y,
  coalesce(n.rejected_3y, 0) AS rejected_3y,
  coalesce(n.undecided, 0) AS undecided,
  coalesce(n.kinds_3y, 0) AS kinds_3y,
  coalesce(n.undeclared_3y, 0) AS undeclared_3y,
  coalesce(n.wages_3y, 0) AS wages_3y,
  coalesce(n.dumping_3y, 0) AS dumping_3y,
  date_diff('day', n.last_on, c.as_of) AS days_since_last,
  CASE WHEN p.zipcode IS NOT NULL THEN coalesce(a.tips, 0) END AS around_12m,
  n.last_on,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN named AS n ON n.entity_id = c.entity_id AND n.as_of = c.as_of
LEFT JOIN placed AS p ON p.entity_id = c.entity_id AND p.as_of = c.as_of
LEFT JOIN around AS a ON a.entity_id = c.entity_id AND a.as_of = c.as_of
