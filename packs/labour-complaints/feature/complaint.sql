-- One row is a business and a date, with what the newest complaints about it say: all those filed on the latest day on
-- which any was. Two complaints of one day about one business can not be told apart here.
WITH filed AS (
  SELECT
    coalesce(business, 'complaint ' || complaint_id) AS entity_id,
    filed_on,
    known_on,
    amount_claimed,
    lower('|' || coalesce(violation_types, '') || '|') AS types,
    length(violation_types) - length(replace(violation_types, '|', '')) + 1 AS type_count
  FROM complaints
),
daily AS ( -- one row a business and day of filing
  SELECT
    entity_id,
    known_on,
    max(filed_on) AS filed_on,
    count(*) AS complaints,
    max(amount_claimed) AS amount_claimed,
    max(type_count) AS type_count,
    max(CASE WHEN types LIKE '%|final wages not paid|%' THEN 1 ELSE 0 END) = 1 AS final_wages,
    max(CASE WHEN types LIKE '%|unpaid hours worked|%' THEN 1 ELSE 0 END) = 1 AS hours,
    max(CASE WHEN types LIKE '%|unpaid agreed wage|%' THEN 1 ELSE 0 END) = 1 AS agreed_wage,
    max(CASE WHEN types LIKE '%|unpaid overtime|%' THEN 1 ELSE 0 END) = 1 AS overtime,
    max(CASE WHEN types LIKE '%|unpaid minimum wage|%' THEN 1 ELSE 0 END) = 1 AS minimum_wage,
    max(CASE WHEN types LIKE '%|retaliation%' THEN 1 ELSE 0 END) = 1 AS retaliation,
    max(CASE WHEN types LIKE '%|rest periods|%' OR types LIKE '%|meal periods|%' THEN 1 ELSE 0 END) = 1 AS breaks,
    max(CASE WHEN types LIKE '%|paid sick leave|%' THEN 1 ELSE 0 END) = 1 AS sick_leave,
    max(CASE WHEN types LIKE '%|unauthorized deductions|%' THEN 1 ELSE 0 END) = 1 AS deductions,
    max(CASE WHEN types LIKE '%|unpaid tips%' THEN 1 ELSE 0 END) = 1 AS tips,
    max(CASE WHEN types LIKE '%|nsf/bad check|%' THEN 1 ELSE 0 END) = 1 AS bad_check,
    max(CASE WHEN types LIKE '%|other|%' THEN 1 ELSE 0 END) = 1 AS other
  FROM filed
  GROUP BY entity_id, known_on
)
SELECT
  c.entity_id,
  c.as_of,
  d.complaints,
  d.amount_claimed > 0 AS amount_stated,
  CASE WHEN d.amount_claimed > 0 THEN least(d.amount_claimed, 20000) END AS amount, -- one complaint claims 763 million
  d.type_count,
  d.final_wages,
  d.hours,
  d.agreed_wage,
  d.overtime,
  d.minimum_wage,
  d.retaliation,
  d.breaks,
  d.sick_leave,
  d.deductions,
  d.tips,
  d.bad_check,
  d.other,
  d.filed_on
FROM cohort AS c
ASOF LEFT JOIN daily AS d ON d.entity_id = c.entity_id AND d.known_on <= c.as_of
