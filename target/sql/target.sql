-- One row is one target, in the order of its list. For each model it is the newest list: the one as of the latest date, and of
-- several as of that date the last one made. A trial as of an earlier date therefore replaces no list, and a newer list that
-- names nobody in a territory is not filled up from an older one.
WITH aged AS (
  SELECT run_id, model, row_number() OVER (PARTITION BY model ORDER BY as_of DESC, started_at DESC, run_id) AS age
  FROM run
  WHERE ($run = '' OR run_id = $run) AND ($as_of = '' OR CAST(as_of AS VARCHAR) = $as_of)
),
placed AS (
  SELECT t.*, row_number() OVER (PARTITION BY t.model, t.territory ORDER BY t.rank) AS place
  FROM target AS t
  JOIN aged AS a ON a.run_id = t.run_id AND a.model = t.model AND a.age = 1
  WHERE ($territory = '' OR t.territory = $territory) AND ($model = '' OR t.model = $model)
)
SELECT run_id, model, version, as_of, entity_id, name, sector, territory, score, rank, eligible, channel, probability
FROM placed
WHERE $top = 0 OR place <= $top
ORDER BY model, territory, rank
