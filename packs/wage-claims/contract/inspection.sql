-- One row is a case and the party that stands for it, the first by its pseudonym: as good as drawn by lot, since the register does
-- not say who was named first. It can be taken up on the day after the docket. Whether it ends in a judgment within nine months is known when
-- it does, or when they are over. Besides, one row is a judgment against another party of a case, or one that came later: it teaches what
-- was found, and is no claim to be ranked.
WITH named AS (
  SELECT DISTINCT case_id, party, docket_date, party = min(party) OVER (PARTITION BY case_id) AS stands FROM parties
),
decided AS (
  SELECT case_id, min(decided_on) AS decided_on, min(known_on) AS known_on FROM judgments GROUP BY case_id
),
followed AS (
  SELECT n.case_id, n.party, n.docket_date, n.stands, d.decided_on, d.known_on, coalesce(d.decided_on <= n.docket_date + 270, false) AS soon
  FROM named AS n
  LEFT JOIN decided AS d ON d.case_id = n.case_id
)
SELECT
  case_id AS inspection_id,
  party AS entity_id,
  docket_date + 1 AS inspected_on,
  CASE WHEN soon THEN greatest(known_on, docket_date + 1) ELSE docket_date + 271 END AS known_on,
  'claim' AS channel,
  CASE WHEN soon THEN 'judgment' ELSE 'none in nine months' END AS outcome,
  'unpaid wages' AS phenomenon,
  CAST(NULL AS DOUBLE) AS amount_assessed,
  CAST(NULL AS DOUBLE) AS amount_collected,
  CAST(NULL AS DOUBLE) AS selection_probability, -- workers choose whom they claim from
  CAST(NULL AS VARCHAR) AS inspector_group, -- not published
  CAST(NULL AS DATE) AS known_until -- the extract was made once: nothing of it was corrected
FROM followed
WHERE stands
UNION ALL
SELECT case_id || ' ' || party, party, decided_on, known_on, 'judgment', 'judgment', 'unpaid wages',
  CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE), CAST(NULL AS DOUBLE), CAST(NULL AS VARCHAR), CAST(NULL AS DATE)
FROM followed
WHERE decided_on IS NOT NULL AND NOT (stands AND soon)
