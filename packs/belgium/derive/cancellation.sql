-- One row is a period of employment that was cancelled in Dimona, with the day on which it was to begin.
SELECT
  enterprise_number AS entity_id, period, any_value(inss) AS inss, any_value(worker_type) AS worker_type,
  min(starting_on) AS from_on,
  CAST(min(received_at) FILTER (WHERE action = 'CANCEL') AS DATE) AS cancelled_on,
  min(known_on) FILTER (WHERE action = 'CANCEL') AS known_on,
  CAST(NULL AS DATE) AS known_until
FROM dimona
WHERE result <> 'B'
GROUP BY enterprise_number, period
HAVING count(*) FILTER (WHERE action = 'CANCEL') > 0
