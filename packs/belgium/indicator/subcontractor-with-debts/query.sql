-- One row is a contract with a subcontractor that, on the day it was declared, owed the NSSO more than a quarter's
-- contributions and had no instalment plan. The last state of its account known by then counts.
SELECT
  c.principal AS entity_id,
  c.starting_on AS happened_on,
  c.known_on,
  c.known_until,
  CAST(1 AS DOUBLE) AS weight,
  'a subcontractor that owed EUR ' || CAST(CAST(round(a.balance) AS BIGINT) AS VARCHAR) || ' on ' || CAST(a.state_on AS VARCHAR) AS detail,
  'works_contract/' || c.works || '/' || CAST(c.contract AS VARCHAR) AS source_ref
FROM works_contract AS c
ASOF JOIN derived.account_quarter AS a ON a.entity_id = c.subcontractor AND a.known_on <= c.known_on
JOIN threshold AS t ON t.id = 'withholding-debt' AND (t.from_on IS NULL OR t.from_on <= c.starting_on)
  AND (t.until_on IS NULL OR t.until_on > c.starting_on)
WHERE c.principal IS NOT NULL AND a.balance > t.value AND a.balance > a.due AND a.instalment_plan = 0
