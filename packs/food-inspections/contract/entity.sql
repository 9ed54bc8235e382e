-- One row is a food business: a licence number that was ever inspected. Its name, place and kind are the latest that the
-- city held; the row counts from the day on which the number was first seen.
WITH latest AS ( -- the business as the latest planned visit saw it
  SELECT licence, trading_name, facility_type, zip, lat, lon
  FROM establishments
  QUALIFY row_number() OVER (PARTITION BY licence ORDER BY planned_for DESC, inspection_id DESC) = 1
),
seen AS ( -- since when the number is known
  SELECT licence, min(known_on) AS known_on
  FROM establishments
  GROUP BY licence
),
licensed AS ( -- since when it holds a licence
  SELECT licence, min(first_licensed_on) AS first_licensed_on
  FROM licences
  GROUP BY licence
)
SELECT
  latest.licence AS entity_id,
  latest.trading_name AS name,
  'food business' AS kind,
  CASE
    WHEN lower(latest.facility_type) LIKE '%school%' THEN 'school'
    WHEN lower(latest.facility_type) LIKE '%day%care%' OR lower(latest.facility_type) LIKE '%child%' THEN 'child care'
    WHEN lower(latest.facility_type) LIKE '%restaurant%' THEN 'restaurant'
    WHEN lower(latest.facility_type) LIKE '%grocery%' THEN 'grocery store'
    WHEN lower(latest.facility_type) LIKE '%bakery%' THEN 'bakery'
    WHEN lower(latest.facility_type) LIKE '%catering%' THEN 'catering'
    WHEN lower(latest.facility_type) LIKE '%hospital%' OR lower(latest.facility_type) LIKE '%long term care%'
      OR lower(latest.facility_type) LIKE '%nursing%' OR lower(latest.facility_type) LIKE '%assisted%' THEN 'hospital or care'
    WHEN latest.facility_type IS NULL THEN NULL
    ELSE 'other'
  END AS sector,
  latest.zip AS territory,
  latest.lat,
  latest.lon,
  licensed.first_licensed_on AS started_on,
  CAST(NULL AS DATE) AS ended_on, -- the extracts do not say when a business closed
  seen.known_on
FROM latest
JOIN seen USING (licence)
LEFT JOIN licensed USING (licence)
