-- One row is a visit.
SELECT visit_no AS inspection_id, employer_no AS entity_id, visited_on AS inspected_on, known_on, 'routine' AS channel,
       CASE WHEN found THEN 'fault' ELSE 'clean' END AS outcome, 'undeclared_work' AS phenomenon, NULL::DOUBLE AS amount_assessed,
       NULL::DOUBLE AS amount_collected, NULL::DOUBLE AS selection_probability, NULL::VARCHAR AS inspector_group, known_until
FROM visit
