-- One row is an employer and a date, with what it is and where: how long it has existed and employed, its sector, form and activity, its
-- seat and how often that moved, and who else is there. Not in which province: that says which team inspects, and a model would learn
-- the team.
WITH self AS ( -- the employer as the directory had it on the date
  SELECT c.entity_id, c.as_of, e.sector, e.kind, e.started_on
  FROM cohort AS c
  ASOF JOIN entity AS e ON e.entity_id = c.entity_id AND e.known_on <= c.as_of
),
company AS ( -- and as the Crossroads Bank did; what it said last stays when it says no more
  SELECT c.entity_id, c.as_of, k.started_on, k.nace, k.establishments, k.address_key, k.zipcode
  FROM cohort AS c
  ASOF JOIN derived.company AS k ON k.enterprise_number = c.entity_id AND k.known_on <= c.as_of
),
moved AS ( -- the seats it had in three years
  SELECT c.entity_id, c.as_of, count(DISTINCT k.address_key) - 1 AS moves
  FROM cohort AS c
  JOIN derived.company AS k
    ON k.enterprise_number = c.entity_id AND k.known_on <= c.as_of AND (k.known_until IS NULL OR k.known_until > c.as_of - INTERVAL 36 MONTH)
  GROUP BY c.entity_id, c.as_of
),
crowd AS (
  SELECT n.entity_id, n.as_of, a.present, a.ended
  FROM company AS n
  ASOF JOIN derived.address_crowd AS a ON a.address_key = n.address_key AND a.known_on <= n.as_of
)
SELECT
  c.entity_id,
  c.as_of,
  s.sector,
  s.kind,
  left(k.nace, 2) AS activity,
  round(date_diff('day', s.started_on, c.as_of) / 365.25, 1) AS employer_years,
  round(date_diff('day', k.started_on, c.as_of) / 365.25, 1) AS company_years,
  round(date_diff('day', k.started_on, s.started_on) / 365.25, 1) AS years_before_staff,
  CASE s.sector -- divisions and classes of NACE that the joint committee is for
    WHEN 'construction' THEN left(k.nace, 2) NOT IN ('41', '42', '43')
    WHEN 'cleaning' THEN left(k.nace, 2) <> '81'
    WHEN 'horeca' THEN left(k.nace, 2) NOT IN ('55', '56')
    WHEN 'transport' THEN left(k.nace, 2) NOT IN ('49', '52', '53')
    WHEN 'agriculture' THEN left(k.nace, 2) NOT IN ('01', '02', '03')
    WHEN 'temp-agency' THEN left(k.nace, 2) <> '78'
  END AS other_activity,
  k.establishments,
  CASE WHEN k.entity_id IS NOT NULL THEN CAST(greatest(coalesce(m.moves, 0), 0) AS INTEGER) END AS moves_3y,
  CASE WHEN w.present > 0 THEN w.present - 1 ELSE w.present END AS neighbours,
  w.ended AS ended_at_address,
  s.started_on,
  k.started_on AS founded_on,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN self AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
LEFT JOIN company AS k ON k.entity_id = c.entity_id AND k.as_of = c.as_of
LEFT JOIN moved AS m ON m.entity_id = c.entity_id AND m.as_of = c.as_of
LEFT JOIN crowd AS w ON w.entity_id = c.entity_id AND w.as_of = c.as_of
