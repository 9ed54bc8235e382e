-- One row is a tie of a party to a case that names others as well, or to a name under which others trade too. When a party was added to a
-- case is not said, and cases that advance gain parties: so a tie counts a year after the docket, when what it gives away is over.
-- Whoever is named in very many cases (an agency, a chain of stores) ties what has nothing to do with each other: a tie weighs less
-- the more cases named the party up to then, and beyond forty it is left out.
WITH named AS (
  SELECT DISTINCT case_id, party, trading_as, docket_date FROM parties
),
busy AS ( -- in how many cases the party had been named by the docket
  SELECT
    case_id,
    party,
    trading_as,
    docket_date,
    count(*) OVER (PARTITION BY party ORDER BY docket_date RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS cases
  FROM named
),
tied AS (
  SELECT party, 'case ' || case_id AS resource_id, 'case' AS resource_kind, docket_date, cases FROM busy
  UNION ALL
  SELECT party, 'name ' || trading_as, 'name', docket_date, cases FROM busy WHERE trading_as IS NOT NULL
  UNION ALL
  SELECT party, 'name ' || party, 'name', docket_date, cases FROM busy -- others may trade under its own name
)
SELECT
  party AS entity_id,
  resource_id,
  resource_kind,
  docket_date AS from_on,
  CAST(NULL AS DATE) AS to_on,
  docket_date + 365 AS known_on,
  1 / sqrt(CAST(max(cases) AS DOUBLE)) AS weight
FROM tied
WHERE cases <= 40
GROUP BY party, resource_id, resource_kind, docket_date
