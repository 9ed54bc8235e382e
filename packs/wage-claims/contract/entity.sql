-- One row is a party to wage claims, as its claims described it from a day on. Of the parties of a case one stands for it from the
-- docket on; the others are known a year later (source/parties.yaml says why).
WITH named AS (
  SELECT
    party,
    case_id,
    substr(naics_code, 1, 2) AS sector,
    CASE WHEN party = min(party) OVER (PARTITION BY case_id) THEN known_on ELSE docket_date + 365 END AS known_on
  FROM parties
),
filled AS ( -- a case without a sector leaves the last one named
  SELECT
    party,
    case_id,
    known_on,
    last_value(sector IGNORE NULLS) OVER (PARTITION BY party ORDER BY known_on, case_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS sector
  FROM named
)
SELECT
  party AS entity_id,
  party AS name, -- a pseudonym; the extract has no names
  'employer' AS kind,
  sector,
  CAST(NULL AS VARCHAR) AS territory,
  CAST(NULL AS DOUBLE) AS lat,
  CAST(NULL AS DOUBLE) AS lon,
  CAST(NULL AS DATE) AS started_on,
  CAST(NULL AS DATE) AS ended_on,
  known_on
FROM filled
QUALIFY row_number() OVER (PARTITION BY party, known_on ORDER BY case_id DESC) = 1
