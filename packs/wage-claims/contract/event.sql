-- One row is a wage claim that was docketed against a party, or a judgment.
SELECT
  party AS entity_id,
  docket_date AS happened_on,
  CASE WHEN party = min(party) OVER (PARTITION BY case_id) THEN known_on ELSE docket_date + 365 END AS known_on,
  'wage claim' AS kind,
  'case ' || case_id AS detail,
  'parties/' || case_id AS source_ref,
  CAST(NULL AS DATE) AS known_until -- the extract was made once: nothing of it was corrected
FROM parties
UNION ALL
SELECT p.party, j.decided_on, j.known_on, 'judgment', 'case ' || j.case_id, 'judgments/' || j.judgment, NULL
FROM judgments AS j
JOIN (SELECT DISTINCT case_id, party FROM parties) AS p ON p.case_id = j.case_id
