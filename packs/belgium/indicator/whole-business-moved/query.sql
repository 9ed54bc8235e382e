-- One row is a failed firm of which two or three of these went over to this employer: a large part of the staff, of the clients, of the
-- sites; and how many of each did, as long as no more is known. What came from two different firms is no business that went over.
WITH moved AS (
  SELECT entity_id, others AS failed, 'staff' AS kind, happened_on, known_on, known_until, weight, whole, first_on, last_on, source_ref
  FROM derived.pattern_staff_transfer
  UNION ALL
  SELECT entity_id, others, 'client', happened_on, known_on, known_until, weight, whole, first_on, last_on, source_ref
  FROM derived.pattern_client_transfer
  UNION ALL
  SELECT entity_id, others, 'site', happened_on, known_on, known_until, weight, whole, first_on, last_on, source_ref
  FROM derived.pattern_site_transfer
),
day AS ( -- on which something is known anew, or no longer
  SELECT entity_id, failed, known_on AS on_day FROM moved
  UNION
  SELECT entity_id, failed, known_until FROM moved WHERE known_until IS NOT NULL
),
span AS (
  SELECT *, lead(on_day) OVER (PARTITION BY entity_id, failed ORDER BY on_day) AS until_day
  FROM day
)
SELECT
  s.entity_id,
  min(m.happened_on) AS happened_on,
  s.on_day AS known_on,
  s.until_day AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  s.failed,
  max(m.weight) FILTER (WHERE m.kind = 'staff') AS staff, max(m.whole) FILTER (WHERE m.kind = 'staff') AS all_staff,
  max(m.weight) FILTER (WHERE m.kind = 'client') AS clients, max(m.whole) FILTER (WHERE m.kind = 'client') AS all_clients,
  max(m.weight) FILTER (WHERE m.kind = 'site') AS sites, max(m.whole) FILTER (WHERE m.kind = 'site') AS all_sites,
  min(m.first_on) AS first_on, max(m.last_on) AS last_on,
  min(m.source_ref) AS source_ref
FROM span AS s
JOIN moved AS m ON m.entity_id = s.entity_id AND m.failed = s.failed AND m.known_on <= s.on_day
  AND (m.known_until IS NULL OR m.known_until > s.on_day)
GROUP BY s.entity_id, s.failed, s.on_day, s.until_day
HAVING count(DISTINCT m.kind) >= 2
