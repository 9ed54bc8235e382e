-- One row is somebody whom a list of tonight may name in a territory, with what the model, or the indicator, says of it. Parameters: $territory, $model (empty: any),
-- $indicator (empty: none), $cool_down (days since the last inspection).
WITH newest AS (
  SELECT max(as_of) AS as_of FROM listed WHERE $model = '' OR model = $model
),
eligible AS (
  SELECT entity_id, max(model) AS model, max(name) AS name, max(sector) AS sector, max(territory) AS territory, as_of
  FROM listed
  WHERE as_of = (SELECT as_of FROM newest) AND ($model = '' OR model = $model) AND territory = $territory
    AND (last_inspected_on IS NULL OR last_inspected_on + CAST($cool_down AS INTEGER) <= as_of)
  GROUP BY entity_id, as_of
)
SELECT e.entity_id, coalesce(e.name, ''), coalesce(e.sector, ''), e.as_of,
  coalesce(s.run_id, ''), coalesce(s.version, ''), coalesce(s.score, f.weight, 0) AS score,
  s.entity_id IS NOT NULL AND $model <> '' OR coalesce(f.fires, FALSE) AS named
FROM eligible e
LEFT JOIN score s ON s.entity_id = e.entity_id AND s.model = $model AND s.as_of = e.as_of
LEFT JOIN finding f ON f.entity_id = e.entity_id AND f.indicator = $indicator AND f.as_of = e.as_of
ORDER BY named DESC, coalesce(s.margin, f.weight, 0) DESC, e.entity_id
