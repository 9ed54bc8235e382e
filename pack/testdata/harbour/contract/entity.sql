-- One row is an employer, as its declarations and visits show it.
SELECT employer_no AS entity_id, employer_no AS name, 'employer' AS kind, 'dredging' AS sector, any_value(quay) AS territory,
       NULL::DOUBLE AS lat, NULL::DOUBLE AS lon, min(visited_on) AS started_on, NULL::DATE AS ended_on, min(known_on) AS known_on
FROM visit
GROUP BY employer_no
