-- One row is an enterprise of the Crossroads Bank as it was known from a day until another: a new row whenever its form, seat, main
-- activity or number of establishments was told anew. The last row ends on the day on which open data no longer had it.
WITH opened AS ( -- establishments that came and went
  SELECT enterprise_number, known_on, sum(n) AS n
  FROM (
    SELECT enterprise_number, known_on, 1 AS n FROM kbo_establishment WHERE known_until IS NULL OR known_until > known_on
    UNION ALL
    SELECT enterprise_number, known_until, -1 FROM kbo_establishment WHERE known_until > known_on
  )
  GROUP BY enterprise_number, known_on
),
counted AS (
  SELECT enterprise_number, known_on, sum(n) OVER (PARTITION BY enterprise_number ORDER BY known_on) AS establishments
  FROM opened
),
form AS (
  SELECT enterprise_number, known_on, bool_or(type_of_enterprise = 1) AS is_natural, any_value(juridical_form) AS form,
    any_value(started_on) AS started_on, max(coalesce(known_until, DATE '9999-12-31')) AS gone_on
  FROM kbo_enterprise
  GROUP BY enterprise_number, known_on
),
spelt AS ( -- an address as a key, with and without the box
  SELECT entity_number, address_type, known_on, zipcode,
    zipcode || '|' || lower(coalesce(street_nl, street_fr, '')) || '|' || lower(coalesce(house_number, '')) AS building_key,
    lower(coalesce(box, '')) AS box
  FROM kbo_address
  WHERE zipcode IS NOT NULL
),
seat AS (
  SELECT entity_number AS enterprise_number, known_on, any_value(zipcode) AS zipcode, any_value(building_key) AS building_key, any_value(box) AS box
  FROM spelt
  WHERE address_type = 'REGO'
  GROUP BY entity_number, known_on
),
workplace AS ( -- of the first establishment, for natural persons, who have no seat in open data
  SELECT e.enterprise_number, greatest(e.known_on, s.known_on) AS known_on, min_by(s.zipcode, e.establishment_number) AS zipcode,
    min_by(s.building_key, e.establishment_number) AS building_key, min_by(s.box, e.establishment_number) AS box
  FROM kbo_establishment AS e
  JOIN spelt AS s ON s.entity_number = e.establishment_number AND s.address_type = 'BAET'
  GROUP BY e.enterprise_number, greatest(e.known_on, s.known_on)
),
named AS (
  SELECT entity_number AS enterprise_number, known_on, min_by(denomination, CASE "language" WHEN '2' THEN 0 WHEN '1' THEN 1 ELSE 2 END) AS name
  FROM kbo_denomination
  WHERE denomination_type = '001'
  GROUP BY entity_number, known_on
),
activity AS ( -- the main one: as the NSSO knows it rather than the VAT, in the newest codes
  SELECT entity_number AS enterprise_number, known_on, activity_group = '006' AS of_nsso,
    min_by(nace_code, CAST(3000 - nace_version AS VARCHAR) || activity_group || nace_code) AS nace
  FROM kbo_activity
  WHERE classification = 'MAIN' AND left(entity_number, 1) IN ('0', '1')
  GROUP BY entity_number, known_on, activity_group = '006'
),
change AS (
  SELECT enterprise_number, known_on FROM form
  UNION
  SELECT enterprise_number, known_on FROM seat
  UNION
  SELECT enterprise_number, known_on FROM workplace
  UNION
  SELECT enterprise_number, known_on FROM activity
  UNION
  SELECT enterprise_number, known_on FROM counted
),
spanned AS (
  SELECT enterprise_number, known_on, lead(known_on) OVER (PARTITION BY enterprise_number ORDER BY known_on) AS next_on
  FROM change
)
SELECT
  c.enterprise_number,
  f.is_natural AS "natural",
  f.form,
  n.name,
  coalesce(s.zipcode, w.zipcode) AS zipcode,
  CASE -- as in contract/entity.sql
    WHEN coalesce(s.zipcode, w.zipcode) BETWEEN '1000' AND '1299' THEN 'brussels'
    WHEN coalesce(s.zipcode, w.zipcode) BETWEEN '1300' AND '1499' THEN 'walloon-brabant'
    WHEN coalesce(s.zipcode, w.zipcode) BETWEEN '1500' AND '1999' OR coalesce(s.zipcode, w.zipcode) BETWEEN '3000' AND '3499' THEN 'flemish-brabant'
    WHEN coalesce(s.zipcode, w.zipcode) BETWEEN '2000' AND '2999' THEN 'antwerp'
    WHEN coalesce(s.zipcode, w.zipcode) BETWEEN '3500' AND '3999' THEN 'limburg'
    WHEN coalesce(s.zipcode, w.zipcode) BETWEEN '4000' AND '4999' THEN 'liege'
    WHEN coalesce(s.zipcode, w.zipcode) BETWEEN '5000' AND '5999' THEN 'namur'
    WHEN coalesce(s.zipcode, w.zipcode) BETWEEN '6600' AND '6999' THEN 'luxembourg'
    WHEN coalesce(s.zipcode, w.zipcode) BETWEEN '6000' AND '6599' OR coalesce(s.zipcode, w.zipcode) BETWEEN '7000' AND '7999' THEN 'hainaut'
    WHEN coalesce(s.zipcode, w.zipcode) BETWEEN '8000' AND '8999' THEN 'west-flanders'
    WHEN coalesce(s.zipcode, w.zipcode) BETWEEN '9000' AND '9999' THEN 'east-flanders'
  END AS territory,
  coalesce(s.building_key, w.building_key) AS building_key,
  coalesce(s.building_key || '|' || s.box, w.building_key || '|' || w.box) AS address_key,
  s.building_key IS NOT NULL AS is_seat,
  f.started_on,
  coalesce(a.nace, v.nace) AS nace,
  CAST(coalesce(e.establishments, 0) AS INTEGER) AS establishments,
  c.known_on,
  nullif(least(coalesce(c.next_on, DATE '9999-12-31'), f.gone_on), DATE '9999-12-31') AS known_until
FROM spanned AS c
ASOF JOIN form AS f ON f.enterprise_number = c.enterprise_number AND f.known_on <= c.known_on
ASOF LEFT JOIN named AS n ON n.enterprise_number = c.enterprise_number AND n.known_on <= c.known_on
ASOF LEFT JOIN seat AS s ON s.enterprise_number = c.enterprise_number AND s.known_on <= c.known_on
ASOF LEFT JOIN workplace AS w ON w.enterprise_number = c.enterprise_number AND w.known_on <= c.known_on
ASOF LEFT JOIN (SELECT enterprise_number, known_on, nace FROM activity WHERE of_nsso) AS a
  ON a.enterprise_number = c.enterprise_number AND a.known_on <= c.known_on
ASOF LEFT JOIN (SELECT enterprise_number, known_on, nace FROM activity WHERE NOT of_nsso) AS v
  ON v.enterprise_number = c.enterprise_number AND v.known_on <= c.known_on
ASOF LEFT JOIN counted AS e ON e.enterprise_number = c.enterprise_number AND e.known_on <= c.known_on
WHERE f.gone_on > c.known_on
