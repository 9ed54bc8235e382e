-- One row is something that happened to an employer and stands in a register: its enrolment and end, who came and went at its
-- head, a judgment, works it declared, a declaration drawn up ex officio, a plan of instalments, a tip, a visit and its result; each as it was
-- told from known_on until known_until.
SELECT enterprise_number AS entity_id, registered_on AS happened_on, min(known_on) AS known_on, 'enrolled' AS kind,
  'joint committee ' || joint_committee AS detail, 'employer/' || nsso_number AS source_ref,
  CASE WHEN count(*) = count(known_until) THEN max(known_until) END AS known_until
FROM employer
GROUP BY enterprise_number, nsso_number, registered_on, joint_committee
UNION ALL
SELECT enterprise_number, ended_on, known_on, 'ended', 'NSSO ' || nsso_number, 'employer/' || nsso_number, known_until
FROM employer
WHERE (known_until IS NULL OR known_until > known_on) AND ended_on IS NOT NULL
UNION ALL
SELECT enterprise_number, judgment_on, known_on, kind, coalesce(court, ''), 'bankruptcy/' || enterprise_number || '/' || CAST(judgment_on AS VARCHAR), known_until
FROM bankruptcy
WHERE known_until IS NULL OR known_until > known_on
UNION ALL
SELECT enterprise_number, starting_on, min(known_on), 'mandate begins', function, 'mandate/' || enterprise_number || '/' || CAST(starting_on AS VARCHAR),
  CASE WHEN count(*) = count(known_until) THEN max(known_until) END
FROM mandate
GROUP BY enterprise_number, inss, starting_on, function
UNION ALL
SELECT enterprise_number, ending_on, known_on, 'mandate ends', function, 'mandate/' || enterprise_number || '/' || CAST(starting_on AS VARCHAR), known_until
FROM mandate
WHERE (known_until IS NULL OR known_until > known_on) AND ending_on IS NOT NULL
UNION ALL
SELECT contractor, starting_on, known_on, 'works', 'EUR ' || CAST(CAST(amount AS BIGINT) AS VARCHAR) || ', ' || zipcode, 'works/' || works, known_until
FROM works
WHERE known_until IS NULL OR known_until > known_on
UNION ALL
SELECT enterprise_number, received_on, known_on, 'ex officio declaration', 'quarter ' || CAST(quarter AS VARCHAR),
  'dmfa_declaration/' || nsso_number || '/' || CAST(quarter AS VARCHAR), known_until
FROM dmfa_declaration
WHERE (known_until IS NULL OR known_until > known_on) AND origin = 'exofficio'
UNION ALL
SELECT enterprise_number, state_on, known_on, 'instalment plan', 'open debt EUR ' || CAST(CAST(balance AS BIGINT) AS VARCHAR),
  'nsso_account/' || nsso_number || '/' || CAST(quarter AS VARCHAR), known_until
FROM nsso_account
WHERE (known_until IS NULL OR known_until > known_on) AND instalment_plan = 1
UNION ALL
SELECT enterprise_number, received_on, known_on, 'tip', kind, 'tip/' || tip, known_until
FROM tip
WHERE (known_until IS NULL OR known_until > known_on) AND enterprise_number IS NOT NULL
UNION ALL
SELECT enterprise_number, inspected_on, known_on, 'visit', service, 'visit/' || inspection, known_until
FROM visit
WHERE known_until IS NULL OR known_until > known_on
UNION ALL
SELECT enterprise_number, inspected_on, known_on, 'inspection', channel || ': ' || outcome || coalesce(', ' || phenomenon, ''), 'inspections/' || inspection, known_until
FROM inspections
WHERE known_until IS NULL OR known_until > known_on
