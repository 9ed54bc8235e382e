-- One row is the account of an employer with the NSSO for a quarter, as it was known: what was due, what was paid, and all
-- that it still owed.
SELECT
  enterprise_number AS entity_id,
  CAST(make_date(CAST(quarter // 10 AS INTEGER), CAST(quarter % 10 * 3 - 2 AS INTEGER), 1) AS DATE) AS quarter_on,
  due,
  paid,
  balance,
  CAST(instalment_plan AS INTEGER) AS instalment_plan,
  state_on,
  known_on,
  known_until
FROM nsso_account
WHERE enterprise_number IS NOT NULL
