-- One row is one target, in the order of its list. For each model it is the newest list: the one as of the latest date, and of
-- several as of that date the last one made. A trial as of an earlier date therefore replaces no list.
WITH asked AS (
  SELECT t.*, r.started_at
  FROM target AS t
  JOIN run AS r ON r.run_id = t.run_id
  WHERE ($territory = '' OR t.territory = $territory) AND ($model = '' OR t.model = $model)
    AND ($run = '' OR t.run_id = $run) AND ($as_of = '' OR CAST(t.as_of AS VARCHAR) = $as_of)
),
aged AS (
  SELECT *, dense_rank() OVER (PARTITION BY model ORDER BY as_of DESC, started_at DESC, run_id) AS age FROM asked
),
placed AS (
  SELECT *, row_number() OVER (PARTITION BY model, territory ORDER BY rank) AS place FROM aged WHERE age = 1
)
SELECT run_id, model, version, as_of, entity_id, name, sector, territory, score, rank, eligible, channel, probability
FROM placed
WHERE $top = 0 OR place <= $top
ORDER BY model, territory, rank
