-- One row is an entity that is wanted and its name as it was last known on the day.
SELECT w.entity_id, max_by(e.name, coalesce(e.known_on, DATE '0001-01-01')) AS name
FROM {wanted} AS w
JOIN entity AS e ON e.entity_id = w.entity_id
WHERE (e.known_on IS NULL OR e.known_on <= CAST(? AS DATE)) AND e.name IS NOT NULL
GROUP BY w.entity_id
