-- One row is a day on which a person was at work on a site, or checked in to clean, and drew a benefit. A benefit counts once its end
-- is known, so that a later end that is only slow to come is not held against anyone; its first and last day do not.
WITH seen AS ( -- a person at work on a day, by either registration
  SELECT enterprise_number AS entity_id, inss, present_on AS day, known_on, known_until, 'site' AS how, 'presence/' || check_id AS source_ref
  FROM presence
  WHERE enterprise_number IS NOT NULL
  UNION ALL
  SELECT enterprise_number, inss, CAST(in_at AS DATE), known_on, known_until, 'cleaning', 'cleaning_presence/' || record
  FROM cleaning_presence
),
met AS ( -- both on one day; it ends when the last check-in of the day is corrected, or the benefit is
  SELECT
    s.entity_id, s.inss, b.kind, s.day AS happened_on,
    greatest(min(s.known_on), b.known_on) AS known_on,
    least(CASE WHEN bool_and(s.known_until IS NOT NULL) THEN max(s.known_until) END, b.known_until) AS known_until,
    first(s.how ORDER BY s.known_on, s.source_ref) AS how,
    first(s.source_ref ORDER BY s.known_on, s.source_ref) AS source_ref
  FROM benefit AS b
  JOIN seen AS s ON s.inss = b.inss AND s.day > b.from_on AND s.day < b.to_on
  GROUP BY s.entity_id, s.inss, s.day, b.kind, b.known_on, b.known_until
)
SELECT entity_id, inss, kind, happened_on, known_on, known_until, how, source_ref
FROM met
WHERE known_until IS NULL OR known_until > known_on
