-- One row is a food business, a licence number that was ever inspected, as a planned visit described it from a day on.
WITH described AS ( -- a number and a day: of several visits planned for one day the last
  SELECT licence, trading_name, facility_type, zip, lat, lon, known_on
  FROM establishments
  QUALIFY row_number() OVER (PARTITION BY licence, known_on ORDER BY planned_for DESC, inspection_id DESC) = 1
),
licensed AS ( -- since when it holds a licence, as far as was known on that day
  SELECT d.licence, d.known_on, min(l.first_licensed_on) AS first_licensed_on
  FROM described AS d
  JOIN licences AS l ON l.licence = d.licence AND l.known_on <= d.known_on
  GROUP BY d.licence, d.known_on
)
SELECT
  d.licence AS entity_id,
  d.trading_name AS name,
  'food business' AS kind,
  CASE
    WHEN lower(d.facility_type) LIKE '%school%' THEN 'school'
    WHEN lower(d.facility_type) LIKE '%day%care%' OR lower(d.facility_type) LIKE '%child%' THEN 'child care'
    WHEN lower(d.facility_type) LIKE '%restaurant%' THEN 'restaurant'
    WHEN lower(d.facility_type) LIKE '%grocery%' THEN 'grocery store'
    WHEN lower(d.facility_type) LIKE '%bakery%' THEN 'bakery'
    WHEN lower(d.facility_type) LIKE '%catering%' THEN 'catering'
    WHEN lower(d.facility_type) LIKE '%hospital%' OR lower(d.facility_type) LIKE '%long term care%'
      OR lower(d.facility_type) LIKE '%nursing%' OR lower(d.facility_type) LIKE '%assisted%' THEN 'hospital or care'
    WHEN d.facility_type IS NULL THEN NULL
    ELSE 'other'
  END AS sector,
  d.zip AS territory,
  d.lat,
  d.lon,
  licensed.first_licensed_on AS started_on,
  CAST(NULL AS DATE) AS ended_on, -- the extracts do not say when a business closed
  d.known_on
FROM described AS d
LEFT JOIN licensed ON licensed.licence = d.licence AND licensed.known_on = d.known_on
