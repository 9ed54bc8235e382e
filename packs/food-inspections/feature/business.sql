-- One row is a food business and a date, with what kind of business it is: facility, risk class, age, licences.
WITH dated AS ( -- a planned visit's view of the business
  SELECT licence, known_on, facility_type, risk
  FROM establishments
  QUALIFY row_number() OVER (PARTITION BY licence, known_on ORDER BY inspection_id DESC) = 1
),
terms AS ( -- one row a licence and day on which a term became known
  SELECT licence, known_on, first_licensed_on
  FROM licences
  QUALIFY row_number() OVER (PARTITION BY licence, known_on ORDER BY term_until DESC, inspection_id DESC) = 1
),
kinds AS ( -- the licences it held when a visit was planned
  SELECT licence, known_on, consumption_on_premises, tobacco, package_goods, outdoor_patio
  FROM circumstances
  QUALIFY row_number() OVER (PARTITION BY licence, known_on ORDER BY inspection_id DESC) = 1
)
SELECT
  c.entity_id,
  c.as_of,
  CASE
    WHEN lower(e.facility_type) LIKE '%restaurant%' THEN 'restaurant'
    WHEN lower(e.facility_type) LIKE '%grocery%' THEN 'grocery store'
    WHEN lower(e.facility_type) LIKE '%school%' OR lower(e.facility_type) LIKE '%day%care%' OR lower(e.facility_type) LIKE '%child%' THEN 'school or child care'
    WHEN lower(e.facility_type) LIKE '%bakery%' THEN 'bakery'
    WHEN lower(e.facility_type) LIKE '%catering%' THEN 'catering'
    WHEN lower(e.facility_type) LIKE '%hospital%' OR lower(e.facility_type) LIKE '%long term care%' OR lower(e.facility_type) LIKE '%nursing%' OR lower(e.facility_type) LIKE '%assisted%' THEN 'hospital or care'
    WHEN e.facility_type IS NULL THEN NULL
    ELSE 'other'
  END AS facility,
  CAST(substr(e.risk, 6, 1) AS INTEGER) AS risk_class,
  date_diff('day', t.first_licensed_on, c.as_of) / 365.25 AS licensed_years,
  k.consumption_on_premises,
  k.tobacco,
  k.package_goods,
  k.outdoor_patio,
  t.first_licensed_on
FROM cohort AS c
ASOF LEFT JOIN dated AS e ON e.licence = c.entity_id AND e.known_on <= c.as_of
ASOF LEFT JOIN terms AS t ON t.licence = c.entity_id AND t.known_on <= c.as_of
ASOF LEFT JOIN kinds AS k ON k.licence = c.entity_id AND k.known_on <= c.as_of
