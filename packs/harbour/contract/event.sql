-- One row is something that happened to an employer and stands in a register: its start or end, a complaint, a visit and
-- what it found, a declaration that came late; each as it was told from known_on until known_until.
SELECT number AS entity_id, started_on AS happened_on, known_on, 'start' AS kind, legal_form || ', ' || sector AS detail, 'employers/' || number AS source_ref, known_until
FROM employers
WHERE known_until IS NULL OR known_until > known_on
UNION ALL
SELECT number, ended_on, known_on, cause,
  CASE WHEN unpaid > 0 THEN 'EUR ' || CAST(CAST(unpaid AS BIGINT) AS VARCHAR) || ' of contributions unpaid' ELSE '' END, 'closures/' || number, known_until
FROM closures
WHERE known_until IS NULL OR known_until > known_on
UNION ALL
SELECT number, received_on, known_on, 'complaint', kind, 'complaints/' || complaint, known_until
FROM complaints
WHERE known_until IS NULL OR known_until > known_on
UNION ALL
SELECT number, inspected_on, known_on, 'visit', team, 'visits/' || inspection, known_until
FROM visits
WHERE known_until IS NULL OR known_until > known_on
UNION ALL
SELECT number, inspected_on, known_on, 'inspection', channel || ': ' || outcome || coalesce(', ' || phenomenon, ''), 'inspections/' || inspection, known_until
FROM inspections
WHERE known_until IS NULL OR known_until > known_on
UNION ALL
SELECT number, declared_on, known_on, 'late declaration', CAST(workers AS VARCHAR) || ' workers, month of ' || CAST(month AS VARCHAR),
  'declarations/' || number || '/' || CAST(month AS VARCHAR), known_until
FROM declarations
WHERE (known_until IS NULL OR known_until > known_on) AND date_diff('day', month, declared_on) > 62
