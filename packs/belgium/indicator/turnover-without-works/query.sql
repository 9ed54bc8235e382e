-- One row is a quarter in which an employer of the building trade sold for more than an amount while no works ran in its name, as
-- contractor or subcontractor. It counts until such works are declared.
SELECT
  v.entity_id,
  v.quarter_on AS happened_on,
  v.known_on,
  least(v.known_until, min(r.known_on)) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  'EUR ' || CAST(CAST(round(v.turnover) AS BIGINT) AS VARCHAR) || ' of turnover and no works' AS detail,
  'vat_return/' || v.entity_id || '/' || CAST(v.quarter_on AS VARCHAR) AS source_ref
FROM derived.turnover_quarter AS v
SEMI JOIN employer AS e ON e.enterprise_number = v.entity_id AND e.joint_committee = '12400' AND e.known_on <= v.known_on
JOIN threshold AS t ON t.id = 'turnover-with-works' AND (t.from_on IS NULL OR t.from_on <= v.quarter_on)
  AND (t.until_on IS NULL OR t.until_on > v.quarter_on)
LEFT JOIN derived.works_role AS r ON r.entity_id = v.entity_id AND r.starting_on < v.quarter_on + INTERVAL 3 MONTH
  AND (r.ending_on IS NULL OR r.ending_on >= v.quarter_on)
WHERE v.turnover >= t.value
GROUP BY v.entity_id, v.quarter_on, v.known_on, v.known_until, v.turnover
HAVING least(v.known_until, min(r.known_on)) IS NULL OR least(v.known_until, min(r.known_on)) > v.known_on
