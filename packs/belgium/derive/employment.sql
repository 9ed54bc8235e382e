-- One row is a period of employment as Dimona told it from a day until another: each declaration about the period that was not
-- refused (a start, an end, a change, a cancellation) ends the row before it. What a declaration does not say stays as it was.
-- worker_type is EXT, FLX, STU or OTH: manual workers of the building trade and the few in training have ordinary work too.
WITH told AS (
  SELECT
    period, enterprise_number, inss, worker_type, joint_committee, action, known_on,
    last_value(starting_on IGNORE NULLS) OVER so_far AS from_on,
    last_value(ending_on IGNORE NULLS) OVER so_far AS to_on,
    last_value(planned_hours IGNORE NULLS) OVER so_far AS planned_hours,
    last_value(user_enterprise IGNORE NULLS) OVER so_far AS user_enterprise,
    first_value(CAST(received_at AS DATE)) OVER so_far AS received_on,
    lead(known_on) OVER (PARTITION BY period ORDER BY known_on, received_at, declaration) AS known_until
  FROM dimona
  WHERE result <> 'B'
  WINDOW so_far AS (PARTITION BY period ORDER BY known_on, received_at, declaration ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)
SELECT
  enterprise_number AS entity_id, inss, period,
  CASE WHEN worker_type IN ('EXT', 'FLX', 'STU') THEN worker_type ELSE 'OTH' END AS worker_type,
  joint_committee, from_on, to_on, planned_hours, user_enterprise, received_on,
  date_diff('day', from_on, received_on) AS days_late, -- negative when it was declared ahead
  known_on, known_until
FROM told
WHERE action <> 'CANCEL' AND from_on IS NOT NULL AND (known_until IS NULL OR known_until > known_on)
