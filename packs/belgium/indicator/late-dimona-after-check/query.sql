-- One row is a worker whose Dimona came within five days after a check, with a start on or before the day of that check and
-- before the declaration itself. Longer ago than ninety days is something else than hiding.
SELECT
  e.entity_id,
  v.inspected_on AS happened_on,
  greatest(v.known_on, e.known_on) AS known_on,
  least(v.known_until, e.known_until) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  e.days_late,
  'visit/' || v.inspection || ' dimona/' || e.period AS source_ref
FROM visit AS v
JOIN derived.employment AS e
  ON e.entity_id = v.enterprise_number AND e.received_on BETWEEN v.inspected_on AND v.inspected_on + 5
    AND e.from_on BETWEEN v.inspected_on - 90 AND v.inspected_on
WHERE e.days_late > 0
  AND coalesce(least(v.known_until, e.known_until), DATE '9999-12-31') > greatest(v.known_on, e.known_on)
