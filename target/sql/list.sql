-- One row is one list of a model that was published, the newest day first.
SELECT r.run_id, r.version, r.as_of, r.started_at, CAST(count(t.entity_id) AS INTEGER) AS targets
FROM run AS r
LEFT JOIN target AS t ON t.run_id = r.run_id AND t.model = r.model
WHERE r.model = $1
GROUP BY r.run_id, r.version, r.as_of, r.started_at
ORDER BY r.as_of DESC, r.started_at DESC, r.run_id
