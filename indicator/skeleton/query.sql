-- One row is a day on which an entity was inspected, known once the first report of it was, and as long as one of them stands.
SELECT i.entity_id, i.inspected_on AS happened_on, min(i.known_on) AS known_on,
  CASE WHEN count(*) = count(i.known_until) THEN max(i.known_until) END AS known_until,
  CAST(1 AS DOUBLE) AS weight, count(*) AS reports, 'inspection/' || min(i.inspection_id) AS source_ref
FROM inspection AS i
GROUP BY i.entity_id, i.inspected_on
