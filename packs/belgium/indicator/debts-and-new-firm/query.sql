-- One row is another firm of a manager that, by its last account of the year before the manager began here, owed the NSSO more than a
-- quarter's contributions (as in derive/trouble). It stands until that account is corrected, the mandate here ends, or it is known that
-- the manager had left that firm a year before.
WITH ended AS ( -- that the other mandate ended, and since when that was known
  SELECT entity_id, inss, other, other_from, min_by(other_to, known_on) AS other_to, min(known_on) AS known_on
  FROM derived.manager_firm
  WHERE other_to IS NOT NULL
  GROUP BY entity_id, inss, other, other_from
),
beside AS ( -- a person who began here while in another firm
  SELECT m.entity_id, m.inss, m.began_on, m.other, m.known_on, least(m.known_until, CASE WHEN n.other_to <= m.began_on - 365 THEN n.known_on END) AS known_until
  FROM derived.manager_firm AS m
  LEFT JOIN ended AS n ON n.entity_id = m.entity_id AND n.inss = m.inss AND n.other = m.other AND n.other_from = m.other_from
  WHERE m.other_to IS NULL AND m.other_from < m.began_on
),
account AS ( -- of the other firm when the person began; a later quarter's takes its place as soon as it is known
  SELECT b.entity_id, b.inss, b.began_on, b.other, a.balance, a.due, a.state_on, greatest(b.known_on, a.known_on) AS known_on,
    least(b.known_until, a.known_until, min(a.known_on) OVER (
      PARTITION BY b.entity_id, b.inss, b.began_on, b.other ORDER BY a.quarter_on RANGE BETWEEN INTERVAL 1 DAY FOLLOWING AND UNBOUNDED FOLLOWING
    )) AS known_until
  FROM beside AS b
  JOIN derived.account_quarter AS a ON a.entity_id = b.other AND a.state_on BETWEEN b.began_on - 365 AND b.began_on
)
SELECT
  entity_id,
  began_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  other, round(balance) AS amount,
  'nsso_account/' || other || ' mandate/' || entity_id AS source_ref
FROM account
WHERE balance > due AND balance > 2500 AND (known_until IS NULL OR known_until > known_on)
QUALIFY row_number() OVER (PARTITION BY entity_id, other ORDER BY known_on, state_on, inss) = 1
