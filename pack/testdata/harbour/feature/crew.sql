-- One row is an entity and a date: whom it had hired by then.
SELECT c.entity_id, c.as_of,
       count(h.worker_no) FILTER (WHERE h.start_on > c.as_of - 365) AS hired,
       avg(CASE WHEN h.kind = 'day' THEN 1.0 ELSE 0.0 END) AS day_share,
       mode(h.kind) AS main_kind,
       min(h.start_on) FILTER (WHERE h.start_on > c.as_of - 365) AS first_on
FROM cohort c
LEFT JOIN hiring h ON h.employer_no = c.entity_id AND h.known_on <= c.as_of
GROUP BY c.entity_id, c.as_of
