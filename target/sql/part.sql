-- One row is one part of one entity's score.
SELECT feature, amount, coalesce(value, ''), coalesce(peer, ''), coalesce(CAST(since AS VARCHAR), '')
FROM contribution
WHERE run_id = $run AND model = $model AND entity_id = $entity
ORDER BY feature
