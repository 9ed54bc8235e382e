-- One row is a party and a date: the claims against it that were known before the date, and what had come of them.
WITH named AS ( -- of the parties of a case one stands for it from the docket on; of the others it is known a year later
  SELECT DISTINCT
    case_id,
    party,
    docket_date,
    CASE WHEN party = min(party) OVER (PARTITION BY case_id) THEN known_on ELSE docket_date + 365 END AS known_on
  FROM parties
),
decided AS (
  SELECT case_id, min(decided_on) AS decided_on, min(known_on) AS known_on FROM judgments GROUP BY case_id
),
summed AS (
  SELECT
    c.entity_id,
    c.as_of,
    count(*) AS claims,
    count(*) FILTER (WHERE n.docket_date > c.as_of - 90) AS claims_quarter,
    count(d.case_id) AS judgments,
    max(n.docket_date) AS last_on,
    max(d.decided_on) AS judged_on
  FROM cohort AS c
  JOIN named AS n ON n.party = c.entity_id AND n.docket_date < c.as_of AND n.known_on <= c.as_of
  LEFT JOIN decided AS d ON d.case_id = n.case_id AND d.known_on <= c.as_of
  GROUP BY c.entity_id, c.as_of
)
SELECT
  c.entity_id,
  c.as_of,
  coalesce(s.claims, 0) AS claims,
  coalesce(s.claims_quarter, 0) AS claims_quarter,
  coalesce(s.judgments, 0) AS judgments,
  (s.judgments + 0.1) / (s.claims + 2.0) AS judged_share, -- two imagined claims with the usual outcome
  date_diff('day', s.last_on, c.as_of) AS days_since_last,
  s.last_on,
  s.judged_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
