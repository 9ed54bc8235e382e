-- One row is a person who was registered as present for an employer on a day, on a building site or at a cleaning site, when nothing
-- was known that covers the day: no Dimona of that employer or of an agency that lends to it, no self-employment and no
-- mandate there. It ends when one of them became known, or when the last check-in of that day was corrected.
WITH present AS (
  SELECT enterprise_number, inss, present_on, 'site' AS kind, min_by(works, known_on) AS place, min_by(check_id, known_on) AS check_id,
    min(known_on) AS known_on, CASE WHEN bool_and(known_until IS NOT NULL) THEN max(known_until) END AS known_until
  FROM presence
  WHERE enterprise_number IS NOT NULL
  GROUP BY enterprise_number, inss, present_on
  UNION ALL
  SELECT enterprise_number, inss, CAST(in_at AS DATE), 'cleaning', min_by(site, known_on), min_by(record, known_on),
    min(known_on), CASE WHEN bool_and(known_until IS NOT NULL) THEN max(known_until) END
  FROM cleaning_presence
  GROUP BY enterprise_number, inss, CAST(in_at AS DATE)
),
covered AS ( -- by what a person may be at work there
  SELECT entity_id AS enterprise_number, inss, from_on, coalesce(to_on, DATE '9999-12-31') AS to_on, known_on,
    coalesce(known_until, DATE '9999-12-31') AS known_until
  FROM derived.employment
  UNION ALL
  SELECT user_enterprise, inss, from_on, coalesce(to_on, DATE '9999-12-31'), known_on, coalesce(known_until, DATE '9999-12-31')
  FROM derived.employment
  WHERE user_enterprise IS NOT NULL
  UNION ALL
  SELECT enterprise_number, inss, from_on, coalesce(to_on, DATE '9999-12-31'), known_on, coalesce(known_until, DATE '9999-12-31')
  FROM self_employed
  UNION ALL
  SELECT enterprise_number, inss, starting_on, coalesce(ending_on, DATE '9999-12-31'), known_on, coalesce(known_until, DATE '9999-12-31')
  FROM mandate
),
uncovered AS (
  SELECT p.*
  FROM present AS p
  ANTI JOIN covered AS c
    ON c.enterprise_number = p.enterprise_number AND c.inss = p.inss AND c.from_on <= p.present_on AND c.to_on >= p.present_on
      AND c.known_on <= p.known_on AND c.known_until > p.known_on
  WHERE p.known_until IS NULL OR p.known_until > p.known_on
)
SELECT
  u.enterprise_number AS entity_id, u.inss, u.present_on, u.kind, u.place, u.check_id, u.known_on,
  least(min(c.known_on), u.known_until) AS known_until
FROM uncovered AS u
LEFT JOIN covered AS c
  ON c.enterprise_number = u.enterprise_number AND c.inss = u.inss AND c.from_on <= u.present_on AND c.to_on >= u.present_on AND c.known_on > u.known_on
GROUP BY u.enterprise_number, u.inss, u.present_on, u.kind, u.place, u.check_id, u.known_on, u.known_until
