-- One row is a business and a date, with the complaints about it that were filed before the date, and what became of those
-- that were closed by then.
WITH filed AS ( -- earlier complaints; those of the date itself are what the score is about
  SELECT c.entity_id, c.as_of, f.complaint_id, f.filed_on, f.complaint_type
  FROM cohort AS c
  JOIN (SELECT *, coalesce(business, 'complaint ' || complaint_id) AS entity_id FROM complaints) AS f
    ON f.entity_id = c.entity_id AND f.known_on < c.as_of
),
known AS ( -- with the outcome, where it was known on the date
  SELECT
    f.entity_id,
    f.as_of,
    f.filed_on,
    o.closed_on,
    o.amount_assessed,
    f.complaint_type = 'Wage Claim' AS wage,
    date_diff('day', f.filed_on, f.as_of) AS age_days
  FROM filed AS f
  LEFT JOIN closings AS o ON o.complaint_id = f.complaint_id AND o.known_on <= f.as_of
),
summed AS (
  SELECT
    entity_id,
    as_of,
    count(*) AS complaints,
    count(*) FILTER (WHERE age_days <= 90) AS complaints_quarter,
    count(*) FILTER (WHERE closed_on IS NULL) AS open_complaints,
    count(*) FILTER (WHERE wage AND closed_on IS NOT NULL) AS claims_closed,
    count(*) FILTER (WHERE wage AND amount_assessed > 0) AS claims_assessed,
    count(*) FILTER (WHERE NOT wage) AS other_complaints,
    max(filed_on) AS last_on,
    max(closed_on) FILTER (WHERE amount_assessed > 0) AS last_assessed_on,
    round(sum(amount_assessed), 2) AS assessed_total
  FROM known
  GROUP BY entity_id, as_of
)
SELECT
  c.entity_id,
  c.as_of,
  coalesce(s.complaints, 0) AS complaints,
  coalesce(s.complaints_quarter, 0) AS complaints_quarter,
  coalesce(s.open_complaints, 0) AS open_complaints,
  coalesce(s.other_complaints, 0) AS other_complaints,
  coalesce(s.claims_closed, 0) AS claims_closed,
  CASE WHEN s.claims_closed > 0 THEN s.claims_assessed END AS claims_assessed,
  CASE WHEN s.claims_closed > 0 THEN (s.claims_assessed + 0.9) / (s.claims_closed + 2) END AS assessed_share,
  CASE WHEN s.assessed_total > 0 THEN s.assessed_total END AS assessed_total,
  date_diff('day', s.last_on, c.as_of) AS days_since_last,
  date_diff('day', s.last_assessed_on, c.as_of) AS days_since_assessed,
  s.last_on,
  s.last_assessed_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
