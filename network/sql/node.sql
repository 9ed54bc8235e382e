-- One row is one entity: its number here, by the order of its name. Whoever is tied, was inspected, or is asked about is one.
CREATE OR REPLACE TEMP TABLE network_entity AS
SELECT entity_id, CAST(row_number() OVER (ORDER BY entity_id) - 1 AS INTEGER) AS node
FROM (
  SELECT entity_id FROM link WHERE entity_id IS NOT NULL
  UNION SELECT entity_id FROM cohort
  UNION SELECT entity_id FROM inspection WHERE entity_id IS NOT NULL
);

-- One row is one resource of a kind over which findings spread, that ties two entities at least, and its number: by the entity that it was
-- first known to be tied to, so that what an entity shares stands together in memory, and what becomes known later moves nobody.
CREATE OR REPLACE TEMP TABLE network_resource AS
SELECT resource_id, resource_kind, CAST(row_number() OVER (ORDER BY substring(first_tie, 11), resource_id) - 1 AS INTEGER) AS node
FROM (
  SELECT resource_id, min(resource_kind) AS resource_kind, min(CAST(known_on AS VARCHAR) || entity_id) AS first_tie
  FROM link
  WHERE resource_kind IN ({kinds}) AND entity_id IS NOT NULL AND known_on IS NOT NULL
  GROUP BY resource_id
  HAVING count(DISTINCT entity_id) > 1
)
