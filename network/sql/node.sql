-- One row is one entity: its number here, by the order of its name. Whoever is tied, was inspected, or is asked about is one.
CREATE OR REPLACE TEMP TABLE network_entity AS
SELECT entity_id, CAST(row_number() OVER (ORDER BY entity_id) - 1 AS INTEGER) AS node
FROM (
  SELECT entity_id FROM link WHERE entity_id IS NOT NULL
  UNION SELECT entity_id FROM cohort
  UNION SELECT entity_id FROM inspection WHERE entity_id IS NOT NULL
);

-- One row is one resource of a kind over which findings spread, that ties two entities at least, and its number.
CREATE OR REPLACE TEMP TABLE network_resource AS
SELECT resource_id, any_value(resource_kind) AS resource_kind, CAST(row_number() OVER (ORDER BY resource_id) - 1 AS INTEGER) AS node
FROM link
WHERE resource_kind IN ({kinds}) AND entity_id IS NOT NULL AND known_on IS NOT NULL
GROUP BY resource_id
HAVING count(DISTINCT entity_id) > 1
