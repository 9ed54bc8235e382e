-- One row is a food business and a date, with the visits of any purpose that inspectors had paid it by then.
WITH sorted AS ( -- each visit with its purpose in few words
  SELECT
    licence,
    visited_on,
    known_on,
    CASE
      WHEN lower(purpose) LIKE '%re-inspection%' OR lower(purpose) LIKE '%reinspection%' THEN 'again'
      WHEN lower(purpose) LIKE '%complain%' OR lower(purpose) LIKE '%poison%' OR lower(purpose) LIKE '%sick%' OR lower(purpose) LIKE '%sfp%'
        THEN 'complaint'
      WHEN lower(purpose) LIKE 'canvas%' THEN 'canvass'
      ELSE 'other'
    END AS why
  FROM visits
  WHERE licence NOT IN ('0', '0-0')
),
known AS ( -- those known on the date
  SELECT c.entity_id, c.as_of, v.visited_on, v.why
  FROM cohort AS c
  JOIN sorted AS v ON v.licence = c.entity_id AND v.known_on <= c.as_of
),
summed AS ( -- one row a business and date that had any
  SELECT
    entity_id,
    as_of,
    count(*) AS visits,
    count(*) FILTER (WHERE why = 'complaint') AS complaint_visits,
    count(*) FILTER (WHERE why = 'again') AS visits_again,
    max(visited_on) AS last_on,
    max(visited_on) FILTER (WHERE why = 'canvass') AS last_canvass_on,
    max(visited_on) FILTER (WHERE why = 'complaint') AS last_complaint_on,
    max(visited_on) FILTER (WHERE why = 'again') AS last_again_on
  FROM known
  GROUP BY entity_id, as_of
)
SELECT
  c.entity_id,
  c.as_of,
  coalesce(s.visits, 0) AS visits,
  coalesce(s.complaint_visits, 0) AS complaint_visits,
  coalesce(s.visits_again, 0) AS visits_again,
  date_diff('day', s.last_on, c.as_of) AS days_since_visit,
  date_diff('day', s.last_canvass_on, c.as_of) AS days_since_canvass,
  date_diff('day', s.last_complaint_on, c.as_of) AS days_since_complaint,
  date_diff('day', s.last_again_on, c.as_of) AS days_since_again,
  s.last_on,
  s.last_complaint_on,
  s.last_again_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
