-- One row is a period of employment that was cancelled in Dimona, with the day on which it was first to begin.
SELECT
  enterprise_number AS entity_id, period, min_by(inss, received_at) AS inss,
  min_by(CASE WHEN worker_type IN ('EXT', 'FLX', 'STU') THEN worker_type ELSE 'OTH' END, received_at) AS worker_type,
  min_by(starting_on, received_at) AS from_on,
  CAST(min(received_at) FILTER (WHERE action = 'CANCEL') AS DATE) AS cancelled_on,
  min(known_on) FILTER (WHERE action = 'CANCEL') AS known_on,
  CAST(NULL AS DATE) AS known_until
FROM dimona
WHERE result <> 'B'
GROUP BY enterprise_number, period
HAVING count(*) FILTER (WHERE action = 'CANCEL') > 0
