-- One row is a trouble of a firm, as long as the registers say so: it went bankrupt, an inspection found fraud, or it owed the
-- NSSO more than a quarter's contributions. It says what became of the firms around an employer.
WITH debt AS ( -- a quarter's account; a later quarter's takes its place as soon as it is known
  SELECT entity_id, balance, due, state_on, known_on,
    least(known_until, min(known_on) OVER (
      PARTITION BY entity_id ORDER BY quarter_on RANGE BETWEEN INTERVAL 1 DAY FOLLOWING AND UNBOUNDED FOLLOWING
    )) AS known_until
  FROM derived.account_quarter
)
SELECT enterprise_number AS firm, 'bankruptcy' AS kind, judgment_on AS happened_on, NULL::DOUBLE AS amount, known_on, known_until
FROM bankruptcy
WHERE kind = 'bankruptcy'
UNION ALL
SELECT enterprise_number, 'finding', inspected_on, assessed, known_on, known_until
FROM inspections
WHERE outcome IN ('regularisation', 'report-3', 'report-4')
UNION ALL
SELECT entity_id, 'debt', state_on, balance, known_on, known_until
FROM debt
WHERE balance > due AND balance > 2500 AND (known_until IS NULL OR known_until > known_on)
