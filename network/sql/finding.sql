-- One row is one inspection that found something, as it was told from known_on until known_until. The braces hold the pack's condition over i.
SELECT e.node AS entity, i.inspected_on, greatest(i.known_on, i.inspected_on) AS known_on, i.known_until
FROM inspection AS i
JOIN network_entity AS e ON e.entity_id = i.entity_id
WHERE i.known_on IS NOT NULL AND i.inspected_on IS NOT NULL AND ({finding})
ORDER BY e.node, i.inspected_on, known_on, i.known_until
