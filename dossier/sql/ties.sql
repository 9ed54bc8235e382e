-- One row is a kind of resource: how many the employer has, had, and shares.
WITH own AS (
  SELECT resource_kind, resource_id, max(CASE WHEN (from_on IS NULL OR from_on <= CAST($as_of AS DATE)) AND (to_on IS NULL OR to_on > CAST($as_of AS DATE)) THEN 1 ELSE 0 END) AS now
  FROM link
  WHERE entity_id = $entity AND known_on <= CAST($as_of AS DATE)
  GROUP BY resource_kind, resource_id
),
shared AS (
  SELECT DISTINCT o.resource_kind, o.resource_id
  FROM own AS o
  JOIN link AS l ON l.resource_kind = o.resource_kind AND l.resource_id = o.resource_id
  WHERE l.entity_id <> $entity AND l.known_on <= CAST($as_of AS DATE)
)
SELECT o.resource_kind, CAST(sum(o.now) AS INTEGER), CAST(count(*) AS INTEGER), CAST(count(s.resource_id) AS INTEGER)
FROM own AS o
LEFT JOIN shared AS s ON s.resource_kind = o.resource_kind AND s.resource_id = o.resource_id
GROUP BY o.resource_kind
ORDER BY o.resource_kind
