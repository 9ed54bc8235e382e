-- One row is something that happened to a food business and stands in a register: an inspection with its result, another
-- visit of an inspector, the start of a licence term.
SELECT
  i.licence AS entity_id,
  i.inspected_on AS happened_on,
  i.known_on,
  'inspection' AS kind,
  i.result || ': ' || i.critical_count || ' critical, ' || i.serious_count || ' serious, ' || i.minor_count || ' minor violations' AS detail,
  'inspections/' || i.inspection_id AS source_ref,
  CAST(NULL AS DATE) AS known_until -- the extract was made once: nothing of it was corrected
FROM inspections AS i
UNION ALL
SELECT
  v.licence,
  v.visited_on,
  v.known_on,
  'visit',
  v.purpose,
  'visits/' || v.licence || '/' || v.visited_on,
  NULL
FROM visits AS v
LEFT JOIN inspections AS i ON i.licence = v.licence AND i.inspected_on = v.visited_on
WHERE i.inspection_id IS NULL
UNION ALL
SELECT
  l.licence,
  l.term_from,
  min(l.known_on),
  'licence',
  l.licence_kind || ', ' || CASE l.application WHEN 'RENEW' THEN 'renewed' WHEN 'ISSUE' THEN 'issued'
    WHEN 'C_LOC' THEN 'new location' ELSE 'expanded' END || ' until ' || max(l.term_until),
  'licences/' || min(l.inspection_id),
  NULL
FROM licences AS l
GROUP BY l.licence, l.term_from, l.licence_kind, l.application
