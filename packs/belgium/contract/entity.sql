-- One row is an employer of the NSSO directory as it was known from a day on: a new row whenever the directory, or the
-- Crossroads Bank's name or seat, said something else. Open data forgets who stops, so what it said last stays.
WITH change AS ( -- the days on which something new was known
  SELECT enterprise_number, known_on FROM employer
  UNION
  SELECT enterprise_number, known_until FROM employer WHERE known_until IS NOT NULL
  UNION
  SELECT entity_number, known_on FROM kbo_address WHERE address_type = 'REGO'
  UNION
  SELECT entity_number, known_on FROM kbo_denomination WHERE denomination_type = '001'
),
enrolled AS ( -- an employer may have several numbers with the NSSO; it lasts while one of them does
  SELECT
    change.enterprise_number,
    change.known_on,
    min(e.registered_on) AS started_on,
    CASE WHEN bool_and(e.ended_on IS NOT NULL) THEN max(e.ended_on) END AS ended_on,
    min_by(e.joint_committee, CASE WHEN e.ended_on IS NULL THEN '0' ELSE '1' END || e.nsso_number) AS joint_committee
  FROM change
  JOIN employer AS e
    ON e.enterprise_number = change.enterprise_number AND e.known_on <= change.known_on
      AND (e.known_until IS NULL OR e.known_until > change.known_on)
  GROUP BY change.enterprise_number, change.known_on
),
named AS ( -- the registered name, in Dutch if there is one
  SELECT entity_number, known_on, min_by(denomination, CASE "language" WHEN '2' THEN 0 WHEN '1' THEN 1 ELSE 2 END) AS name
  FROM kbo_denomination
  WHERE denomination_type = '001'
  GROUP BY entity_number, known_on
),
seat AS (
  SELECT entity_number, known_on, any_value(zipcode) AS zipcode
  FROM kbo_address
  WHERE address_type = 'REGO'
  GROUP BY entity_number, known_on
),
workplace AS ( -- a natural person has no seat there, but the first establishment has an address
  SELECT e.enterprise_number, greatest(e.known_on, a.known_on) AS known_on, min_by(a.zipcode, e.establishment_number) AS zipcode
  FROM kbo_establishment AS e
  JOIN kbo_address AS a ON a.entity_number = e.establishment_number AND a.address_type = 'BAET'
  GROUP BY e.enterprise_number, greatest(e.known_on, a.known_on)
),
form AS (
  SELECT enterprise_number, known_on, any_value(type_of_enterprise) AS type_of_enterprise, any_value(juridical_form) AS juridical_form
  FROM kbo_enterprise
  GROUP BY enterprise_number, known_on
),
placed AS (
  SELECT e.enterprise_number, e.known_on, e.started_on, e.ended_on, e.joint_committee, n.name, f.type_of_enterprise, f.juridical_form,
    coalesce(s.zipcode, w.zipcode) AS zipcode
  FROM enrolled AS e
  ASOF LEFT JOIN named AS n ON n.entity_number = e.enterprise_number AND n.known_on <= e.known_on
  ASOF LEFT JOIN form AS f ON f.enterprise_number = e.enterprise_number AND f.known_on <= e.known_on
  ASOF LEFT JOIN seat AS s ON s.entity_number = e.enterprise_number AND s.known_on <= e.known_on
  ASOF LEFT JOIN workplace AS w ON w.enterprise_number = e.enterprise_number AND w.known_on <= e.known_on
),
town (prefix, lat, lon) AS ( -- the main town of each pair of leading digits of a postcode, for a map of a country; no register says more
  VALUES
    ('10', 50.85, 4.35), ('11', 50.83, 4.38), ('12', 50.84, 4.42), ('13', 50.72, 4.60), ('14', 50.60, 4.33), ('15', 50.74, 4.24),
    ('16', 50.77, 4.29), ('17', 50.90, 4.20), ('18', 50.93, 4.43), ('19', 50.88, 4.47), ('20', 51.22, 4.40), ('21', 51.21, 4.46),
    ('22', 51.17, 4.83), ('23', 51.32, 4.95), ('24', 51.19, 5.11), ('25', 51.13, 4.57), ('26', 51.17, 4.43), ('28', 51.03, 4.48),
    ('29', 51.29, 4.49), ('30', 50.88, 4.70), ('31', 50.98, 4.65), ('32', 50.98, 4.83), ('33', 50.81, 4.94), ('34', 50.75, 5.08),
    ('35', 50.93, 5.34), ('36', 50.97, 5.55), ('37', 50.78, 5.46), ('38', 50.82, 5.19), ('39', 51.21, 5.38), ('40', 50.63, 5.57),
    ('41', 50.58, 5.50), ('42', 50.67, 5.08), ('43', 50.70, 5.26), ('44', 50.64, 5.46), ('45', 50.52, 5.24), ('46', 50.71, 5.67),
    ('47', 50.63, 6.03), ('48', 50.59, 5.86), ('49', 50.45, 5.93), ('50', 50.47, 4.87), ('51', 50.46, 4.89), ('53', 50.49, 5.10),
    ('55', 50.26, 4.91), ('56', 50.12, 4.53), ('60', 50.41, 4.44), ('61', 50.37, 4.40), ('62', 50.41, 4.53), ('64', 50.05, 4.32),
    ('65', 50.30, 4.28), ('66', 50.03, 5.74), ('67', 49.66, 5.70), ('68', 49.89, 5.42), ('69', 50.15, 5.40), ('70', 50.45, 3.95),
    ('71', 50.47, 4.19), ('73', 50.42, 3.79), ('75', 50.61, 3.39), ('76', 50.51, 3.59), ('77', 50.74, 3.22), ('78', 50.63, 3.78),
    ('79', 50.65, 3.62), ('80', 51.21, 3.22), ('82', 51.17, 3.19), ('83', 51.34, 3.28), ('84', 51.22, 2.91), ('85', 50.83, 3.26),
    ('86', 51.05, 2.75), ('87', 50.96, 3.28), ('88', 50.94, 3.12), ('89', 50.85, 2.88), ('90', 51.05, 3.72), ('91', 51.16, 4.14),
    ('92', 51.03, 4.10), ('93', 50.94, 4.04), ('94', 50.83, 4.00), ('95', 50.79, 3.86), ('96', 50.75, 3.60), ('97', 50.84, 3.61),
    ('98', 50.98, 3.53), ('99', 51.19, 3.57)
)
SELECT
  p.enterprise_number AS entity_id,
  coalesce(p.name, p.enterprise_number) AS name,
  CASE
    WHEN p.type_of_enterprise = 1 THEN 'natural person'
    WHEN p.juridical_form IN ('017', '018', '125', '127', '217') THEN 'association'
    WHEN p.type_of_enterprise = 2 THEN 'company'
  END AS kind,
  CASE p.joint_committee
    WHEN '12400' THEN 'construction' WHEN '12100' THEN 'cleaning' WHEN '30200' THEN 'horeca' WHEN '14003' THEN 'transport'
    WHEN '14500' THEN 'agriculture' WHEN '31100' THEN 'retail' WHEN '32200' THEN 'temp-agency' WHEN '11100' THEN 'metal'
    WHEN '33000' THEN 'care' ELSE 'other'
  END AS sector,
  CASE -- the province follows from the postcode
    WHEN p.zipcode BETWEEN '1000' AND '1299' THEN 'brussels'
    WHEN p.zipcode BETWEEN '1300' AND '1499' THEN 'walloon-brabant'
    WHEN p.zipcode BETWEEN '1500' AND '1999' OR p.zipcode BETWEEN '3000' AND '3499' THEN 'flemish-brabant'
    WHEN p.zipcode BETWEEN '2000' AND '2999' THEN 'antwerp'
    WHEN p.zipcode BETWEEN '3500' AND '3999' THEN 'limburg'
    WHEN p.zipcode BETWEEN '4000' AND '4999' THEN 'liege'
    WHEN p.zipcode BETWEEN '5000' AND '5999' THEN 'namur'
    WHEN p.zipcode BETWEEN '6600' AND '6999' THEN 'luxembourg'
    WHEN p.zipcode BETWEEN '6000' AND '6599' OR p.zipcode BETWEEN '7000' AND '7999' THEN 'hainaut'
    WHEN p.zipcode BETWEEN '8000' AND '8999' THEN 'west-flanders'
    WHEN p.zipcode BETWEEN '9000' AND '9999' THEN 'east-flanders'
  END AS territory,
  CAST(town.lat AS DOUBLE) AS lat,
  CAST(town.lon AS DOUBLE) AS lon,
  p.started_on,
  p.ended_on,
  p.known_on
FROM placed AS p
LEFT JOIN town ON town.prefix = left(p.zipcode, 2)
