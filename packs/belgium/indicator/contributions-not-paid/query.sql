-- One row is a quarter of which an employer paid less than half of what it had declared, while it owed more than that quarter and
-- had no instalment plan, as long as its account said so.
SELECT
  entity_id,
  quarter_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  round(paid) AS paid, round(due) AS due, round(balance) AS balance,
  'nsso_account/' || entity_id || '/' || CAST(quarter_on AS VARCHAR) AS source_ref
FROM derived.account_quarter
WHERE due >= 500 AND paid < due * 0.5 AND balance > due AND instalment_plan = 0
