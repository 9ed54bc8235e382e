-- One row is a tie of a food business to something it may share with others: the account of the licence holder, the
-- street address, or the name it does business under (a chain).
WITH named AS ( -- a planned visit's address and name, written alike
  SELECT
    licence,
    planned_for,
    known_on,
    upper(trim(address)) || coalesce(' ' || zip, '') AS address,
    regexp_replace(upper(trading_name), '[^A-Z0-9]', '', 'g') AS chain
  FROM establishments
),
account AS ( -- the holder of the licence
  SELECT licence, account, min(term_from) AS from_on, max(term_until) AS to_on, min(known_on) AS known_on
  FROM licences
  GROUP BY licence, account
),
address AS ( -- where it stood at its visits
  SELECT licence, address, min(planned_for) AS from_on, min(known_on) AS known_on
  FROM named
  GROUP BY licence, address
),
chain AS ( -- what it called itself, letters and digits only
  SELECT licence, chain, min(planned_for) AS from_on, min(known_on) AS known_on
  FROM named
  WHERE chain <> ''
  GROUP BY licence, chain
)
SELECT licence AS entity_id, 'account:' || account AS resource_id, 'account' AS resource_kind, from_on, to_on, known_on, CAST(1 AS DOUBLE) AS weight
FROM account
UNION ALL
SELECT licence, 'address:' || address, 'address', from_on, CAST(NULL AS DATE), known_on, CAST(1 AS DOUBLE)
FROM address
UNION ALL
SELECT licence, 'name:' || chain, 'name', from_on, CAST(NULL AS DATE), known_on, CAST(1 AS DOUBLE)
FROM chain
