-- One row is one scored entity that a list may name now, with its score by the version that chooses and by the one in its shadow.
SELECT
  s.entity_id, s.version, d.version, coalesce(l.name, ''), coalesce(l.sector, ''), coalesce(l.territory, ''),
  s.margin, s.score, d.margin, d.score
FROM score AS s
JOIN shadow_score AS d ON d.run_id = s.run_id AND d.model = s.model AND d.entity_id = s.entity_id
JOIN listed AS l ON l.model = s.model AND l.entity_id = s.entity_id AND l.as_of = s.as_of
WHERE s.run_id = $run AND s.model = $model
  AND (l.last_inspected_on IS NULL OR l.last_inspected_on + CAST($cool_down AS INTEGER) <= s.as_of)
ORDER BY s.entity_id
