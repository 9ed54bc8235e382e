-- One row is one part of the score of one target of a run.
SELECT c.entity_id, c.feature, c.amount, coalesce(c.value, ''), coalesce(c.peer, ''), coalesce(CAST(c.since AS VARCHAR), '')
FROM contribution AS c
JOIN target AS t ON t.run_id = c.run_id AND t.model = c.model AND t.entity_id = c.entity_id
WHERE c.run_id = $run AND c.model = $model
ORDER BY c.entity_id, c.feature
