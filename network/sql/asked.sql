-- One row is one entity and date of the cohort, in numbers.
SELECT e.node AS entity, c.as_of
FROM cohort AS c
JOIN network_entity AS e ON e.entity_id = c.entity_id
ORDER BY c.as_of, e.node
