-- One row is one tie of an entity to a resource, in numbers.
SELECT
  e.node AS entity, r.node AS resource,
  coalesce(l.from_on, l.known_on) AS from_on, l.to_on, l.known_on,
  coalesce(l.weight, 1) * {weight} AS weight
FROM link AS l
JOIN network_entity AS e ON e.entity_id = l.entity_id
JOIN network_resource AS r ON r.resource_id = l.resource_id
WHERE l.known_on IS NOT NULL AND coalesce(l.weight, 1) > 0
ORDER BY e.node, r.node, from_on, l.known_on, weight, l.to_on
