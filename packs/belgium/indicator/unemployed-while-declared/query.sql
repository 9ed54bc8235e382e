-- One row is a worker who was employed for at least a fortnight while drawing full unemployment benefit. A benefit counts once its end
-- is known, so that an end that is only slow to come is not held against anyone.
SELECT
  e.entity_id,
  greatest(e.from_on, b.from_on) AS happened_on,
  greatest(e.known_on, b.known_on) AS known_on,
  least(e.known_until, b.known_until) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  date_diff('day', greatest(e.from_on, b.from_on), least(coalesce(e.to_on, b.to_on), b.to_on)) AS days,
  'dimona/' || e.period AS source_ref
FROM benefit AS b
JOIN derived.employment AS e ON e.inss = b.inss AND e.from_on <= b.to_on - 14 AND coalesce(e.to_on, b.to_on) >= greatest(e.from_on, b.from_on) + 14
WHERE b.kind = 'unemployment' AND e.worker_type IN ('OTH', 'EXT', 'FLX')
  AND coalesce(least(e.known_until, b.known_until), DATE '9999-12-31') > greatest(e.known_on, b.known_on)
