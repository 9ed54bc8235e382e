-- One row is a quarter in which what was sold, less what was bought, is more than a number of times the wages declared and
-- those that one owner who works would have, as they stood when both were known. What was bought takes out material,
-- subcontractors and temp work.
WITH trade AS ( -- the joint committee of an employer, as first known
  SELECT enterprise_number AS entity_id, joint_committee, known_on
  FROM employer
  QUALIFY row_number() OVER (PARTITION BY enterprise_number ORDER BY known_on, nsso_number) = 1
),
limited AS ( -- the number of times, by trade
  SELECT from_on, until_on, value,
    CASE id WHEN 'added-value-construction' THEN '12400' WHEN 'added-value-cleaning' THEN '12100' WHEN 'added-value-horeca' THEN '30200' END AS joint_committee
  FROM threshold
  WHERE id IN ('added-value-construction', 'added-value-cleaning', 'added-value-horeca')
)
SELECT
  v.entity_id,
  v.quarter_on AS happened_on,
  greatest(v.known_on, r.known_on) AS known_on,
  v.known_until,
  CAST(1 AS DOUBLE) AS weight,
  round(v.turnover - v.purchases) AS added, round(v.wage) AS wage,
  'vat_return/' || v.entity_id || '/' || CAST(v.quarter_on AS VARCHAR) AS source_ref
FROM derived.turnover_wage AS v
JOIN trade AS r ON r.entity_id = v.entity_id
JOIN limited AS t ON t.joint_committee = r.joint_committee AND (t.from_on IS NULL OR t.from_on <= v.quarter_on)
  AND (t.until_on IS NULL OR t.until_on > v.quarter_on)
WHERE v.wage > 3000 AND v.turnover - v.purchases > t.value * (v.wage + 9000)
  AND (v.known_until IS NULL OR v.known_until > greatest(v.known_on, r.known_on))
