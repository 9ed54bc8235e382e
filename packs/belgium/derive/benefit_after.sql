-- One row is a benefit that a worker of an employer began to draw within a year after being hired, during the employment or up
-- to two months after it, as it was known.
WITH spell AS ( -- an employment that is no student's, flexi-job or occasional work, in each of its versions
  SELECT entity_id, inss, from_on, to_on, known_on, known_until
  FROM derived.employment
  WHERE worker_type = 'OTH'
)
SELECT
  s.entity_id,
  s.inss,
  b.kind,
  s.from_on AS hired_on,
  s.to_on AS ended_on,
  date_diff('day', s.from_on, b.from_on) AS days_after,
  b.from_on AS happened_on,
  greatest(s.known_on, b.known_on) AS known_on,
  least(s.known_until, b.known_until) AS known_until
FROM spell AS s
JOIN benefit AS b ON b.inss = s.inss AND b.from_on > s.from_on AND b.from_on <= s.from_on + 365
  AND (s.to_on IS NULL OR b.from_on <= s.to_on + 60)
WHERE coalesce(least(s.known_until, b.known_until), DATE '9999-12-31') > greatest(s.known_on, b.known_on)
