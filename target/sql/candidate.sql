-- One row is one scored entity that a list may name now: not inspected during the cool-down. From the highest score of each
-- territory to the lowest.
SELECT
  s.entity_id, s.version, coalesce(l.name, ''), coalesce(l.sector, ''), coalesce(l.territory, ''), s.margin, s.score
FROM score AS s
JOIN listed AS l ON l.model = s.model AND l.entity_id = s.entity_id AND l.as_of = s.as_of
WHERE s.run_id = $run AND s.model = $model
  AND (l.last_inspected_on IS NULL OR l.last_inspected_on + CAST($cool_down AS INTEGER) <= s.as_of)
ORDER BY coalesce(l.territory, ''), s.margin DESC, s.entity_id
