-- One row is one target of the last run, in the order of its list.
WITH last_run AS (SELECT max(started_at) AS started_at FROM run),
placed AS (
  SELECT t.*, row_number() OVER (PARTITION BY t.model, t.territory ORDER BY t.rank) AS place
  FROM target AS t
  JOIN run AS r ON r.run_id = t.run_id
  JOIN last_run ON last_run.started_at = r.started_at
  WHERE ($territory = '' OR t.territory = $territory) AND ($model = '' OR t.model = $model)
)
SELECT run_id, model, version, as_of, entity_id, name, sector, territory, score, rank, eligible, channel, probability
FROM placed
WHERE $top = 0 OR place <= $top
ORDER BY model, territory, rank
