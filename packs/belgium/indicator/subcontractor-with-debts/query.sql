-- One row is a contract with a subcontractor that, by the last state of its account that was known when the contract was first declared,
-- owed the NSSO more than a quarter's contributions and had no instalment plan.
WITH signed AS (
  SELECT works, contract, principal, subcontractor, starting_on, known_on, known_until,
    min(known_on) OVER (PARTITION BY works, contract) AS told_on
  FROM works_contract
),
account AS ( -- the last state, not the last that came in: an old quarter may be corrected late
  SELECT c.works, c.contract, c.known_on, a.balance, a.due, a.instalment_plan, a.state_on
  FROM signed AS c
  JOIN derived.account_quarter AS a ON a.entity_id = c.subcontractor AND a.known_on <= c.told_on AND (a.known_until IS NULL OR a.known_until > c.told_on)
  QUALIFY row_number() OVER (PARTITION BY c.works, c.contract, c.known_on ORDER BY a.state_on DESC, a.quarter_on DESC, a.known_on DESC) = 1
)
SELECT
  c.principal AS entity_id,
  c.starting_on AS happened_on,
  c.known_on,
  c.known_until,
  CAST(1 AS DOUBLE) AS weight,
  round(a.balance) AS balance, a.state_on,
  'works_contract/' || c.works || '/' || CAST(c.contract AS VARCHAR) AS source_ref
FROM signed AS c
JOIN account AS a ON a.works = c.works AND a.contract = c.contract AND a.known_on = c.known_on
JOIN threshold AS t ON t.id = 'withholding-debt' AND (t.from_on IS NULL OR t.from_on <= c.starting_on)
  AND (t.until_on IS NULL OR t.until_on > c.starting_on)
WHERE c.principal IS NOT NULL AND a.balance > t.value AND a.balance > a.due AND a.instalment_plan = 0
