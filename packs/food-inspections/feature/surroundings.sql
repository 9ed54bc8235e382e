-- One row is a food business and a date, with what was reported around it. It counts reports, never findings of
-- inspectors: those would tell which group of inspectors works in the neighbourhood.
WITH heat AS ( -- the city's heat values for a planned visit
  SELECT licence, known_on, heat_burglary, heat_garbage, heat_sanitation
  FROM circumstances
  QUALIFY row_number() OVER (PARTITION BY licence, known_on ORDER BY inspection_id DESC) = 1
),
places AS ( -- where the business stands, as known on a day
  SELECT licence, known_on, lat, lon
  FROM establishments
  WHERE lat IS NOT NULL AND lon IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY licence, known_on ORDER BY inspection_id DESC) = 1
),
here AS ( -- each business and date in a cell of about 280 m by 280 m
  SELECT
    c.entity_id, c.as_of, p.lat, p.lon,
    CAST(floor(p.lat / 0.0025) AS INTEGER) AS cell_lat,
    CAST(floor(p.lon / 0.0033) AS INTEGER) AS cell_lon
  FROM cohort AS c
  ASOF JOIN places AS p ON p.licence = c.entity_id AND p.known_on <= c.as_of
),
shifts AS ( -- a cell and its eight neighbours
  SELECT a.d AS d_lat, b.d AS d_lon
  FROM (VALUES (-1), (0), (1)) AS a(d)
  CROSS JOIN (VALUES (-1), (0), (1)) AS b(d)
),
reports AS ( -- each complaint once for every cell it may be near to, so that the join below is on equal cells
  SELECT
    r.created_on, r.known_on, r.nature, r.lat, r.lon,
    CAST(floor(r.lat / 0.0025) AS INTEGER) + s.d_lat AS cell_lat,
    CAST(floor(r.lon / 0.0033) AS INTEGER) + s.d_lon AS cell_lon
  FROM complaints AS r
  CROSS JOIN shifts AS s
  WHERE r.lat IS NOT NULL AND r.lon IS NOT NULL
),
near AS ( -- the complaints of the past year within 250 m; a degree is 111.2 km north and 82.9 km east
  SELECT h.entity_id, h.as_of, r.created_on, r.nature
  FROM here AS h
  JOIN reports AS r
    ON r.cell_lat = h.cell_lat AND r.cell_lon = h.cell_lon
    AND r.known_on <= h.as_of AND r.known_on > h.as_of - 365
  WHERE power((r.lat - h.lat) * 111200, 2) + power((r.lon - h.lon) * 82900, 2) <= 62500
),
counted AS (
  SELECT
    entity_id, as_of,
    count(*) AS complaints_year,
    count(*) FILTER (WHERE created_on > as_of - 90) AS complaints_quarter,
    count(*) FILTER (WHERE nature IN ('Dumpster not being emptied', 'Overflowing carts', 'Garbage in alley')) AS waste_complaints_year,
    max(created_on) AS last_complaint_on
  FROM near
  GROUP BY entity_id, as_of
)
SELECT
  c.entity_id,
  c.as_of,
  h.heat_burglary,
  h.heat_garbage,
  h.heat_sanitation,
  CASE WHEN p.entity_id IS NOT NULL THEN coalesce(n.complaints_year, 0) END AS complaints_year,
  CASE WHEN p.entity_id IS NOT NULL THEN coalesce(n.complaints_quarter, 0) END AS complaints_quarter,
  CASE WHEN p.entity_id IS NOT NULL THEN coalesce(n.waste_complaints_year, 0) END AS waste_complaints_year,
  n.last_complaint_on
FROM cohort AS c
ASOF LEFT JOIN heat AS h ON h.licence = c.entity_id AND h.known_on <= c.as_of
LEFT JOIN here AS p ON p.entity_id = c.entity_id AND p.as_of = c.as_of
LEFT JOIN counted AS n ON n.entity_id = c.entity_id AND n.as_of = c.as_of
