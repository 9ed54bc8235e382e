-- One row is a tie of an employer to something it may share with others: the person who manages it, or its premises.
SELECT e.number AS entity_id, 'manager:' || e.manager AS resource_id, 'person' AS resource_kind, e.started_on AS from_on,
  coalesce(c.ended_on, e.known_until) AS to_on, e.known_on, CAST(1 AS DOUBLE) AS weight
FROM employers AS e
LEFT JOIN closures AS c ON c.number = e.number AND c.known_until IS NULL
UNION ALL
SELECT e.number, 'premises:' || e.premises, 'address', e.started_on, coalesce(c.ended_on, e.known_until), e.known_on, CAST(1 AS DOUBLE)
FROM employers AS e
LEFT JOIN closures AS c ON c.number = e.number AND c.known_until IS NULL
