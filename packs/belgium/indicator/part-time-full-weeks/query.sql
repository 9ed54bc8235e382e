-- One row is a part-time worker in a quarter whose days on building sites, eight hours each, are more hours than were declared, by
-- over a quarter. Check-ins that were known when the declaration came count.
WITH part_time AS ( -- hours of part-time workers, as declared
  SELECT enterprise_number AS entity_id, inss, quarter, known_on, known_until, sum(hours) AS hours,
    make_date(CAST(quarter // 10 AS INTEGER), CAST(quarter % 10 * 3 - 2 AS INTEGER), 1) AS quarter_on
  FROM dmfa_occupation
  WHERE contract_type = 1 AND status IS NULL
  GROUP BY enterprise_number, inss, quarter, known_on, known_until
),
seen AS ( -- a day on site, since when it is known
  SELECT enterprise_number AS entity_id, inss, present_on AS day, min(known_on) AS known_on
  FROM presence
  WHERE enterprise_number IS NOT NULL
  GROUP BY enterprise_number, inss, present_on
)
SELECT
  p.entity_id,
  p.quarter_on AS happened_on,
  p.known_on,
  p.known_until,
  CAST(1 AS DOUBLE) AS weight,
  CAST(count(*) AS VARCHAR) || ' days on site, ' || CAST(CAST(round(p.hours) AS INTEGER) AS VARCHAR) || ' hours declared' AS detail,
  'dmfa_occupation/' || p.entity_id || '/' || CAST(p.quarter AS VARCHAR) AS source_ref
FROM part_time AS p
JOIN seen AS s ON s.entity_id = p.entity_id AND s.inss = p.inss AND s.day >= p.quarter_on AND s.day < p.quarter_on + INTERVAL 3 MONTH
  AND s.known_on <= p.known_on
GROUP BY p.entity_id, p.inss, p.quarter, p.quarter_on, p.known_on, p.known_until, p.hours
HAVING count(*) * 8 > 1.25 * p.hours + 16
