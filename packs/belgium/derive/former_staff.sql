-- One row is a person who works for an employer as self-employed and was on its payroll in the year before, as long as the
-- registers say so.
SELECT
  s.enterprise_number AS entity_id,
  s.inss,
  s.kind,
  s.from_on AS happened_on,
  greatest(s.known_on, e.known_on) AS known_on,
  least(s.known_until, e.known_until) AS known_until
FROM self_employed AS s
JOIN derived.employment AS e
  ON e.entity_id = s.enterprise_number AND e.inss = s.inss
    AND e.from_on < s.from_on AND coalesce(e.to_on, s.from_on) > s.from_on - 365
WHERE coalesce(least(s.known_until, e.known_until), DATE '9999-12-31') > greatest(s.known_on, e.known_on)
