-- One row is something that happened to an employer and stands in a register: its start or end, a complaint, a visit and
-- what it found, a declaration that came late.
SELECT number AS entity_id, started_on AS happened_on, known_on, 'start' AS kind, legal_form || ', ' || sector AS detail, 'employers/' || number AS source_ref
FROM employers
WHERE known_until IS NULL
UNION ALL
SELECT number, ended_on, known_on, cause,
  CASE WHEN unpaid > 0 THEN 'EUR ' || CAST(CAST(unpaid AS BIGINT) AS VARCHAR) || ' of contributions unpaid' ELSE '' END, 'closures/' || number
FROM closures
WHERE known_until IS NULL
UNION ALL
SELECT number, received_on, known_on, 'complaint', kind, 'complaints/' || complaint
FROM complaints
WHERE known_until IS NULL
UNION ALL
SELECT number, inspected_on, known_on, 'visit', team, 'visits/' || inspection
FROM visits
WHERE known_until IS NULL
UNION ALL
SELECT number, inspected_on, known_on, 'inspection', channel || ': ' || outcome || coalesce(', ' || phenomenon, ''), 'inspections/' || inspection
FROM inspections
WHERE known_until IS NULL
UNION ALL
SELECT number, declared_on, known_on, 'late declaration', CAST(workers AS VARCHAR) || ' workers, month of ' || CAST(month AS VARCHAR),
  'declarations/' || number || '/' || CAST(month AS VARCHAR)
FROM declarations
WHERE known_until IS NULL AND date_diff('day', month, declared_on) > 62
