-- One row is a part-time worker in a quarter whose days on building sites, eight hours each, are more hours than were declared, by
-- over a quarter. Check-ins that were known a fortnight after the quarter count.
WITH seen AS ( -- days on site of a worker in a quarter; below ten nothing can be said
  SELECT enterprise_number AS entity_id, inss, CAST(date_trunc('quarter', present_on) AS DATE) AS quarter_on, count(DISTINCT present_on) AS days
  FROM presence
  WHERE enterprise_number IS NOT NULL AND known_on <= date_trunc('quarter', present_on) + INTERVAL 3 MONTH + INTERVAL 14 DAY
  GROUP BY enterprise_number, inss, date_trunc('quarter', present_on)
  HAVING count(DISTINCT present_on) >= 10
),
coded AS (
  SELECT *, CAST(year(quarter_on) * 10 + quarter(quarter_on) AS INTEGER) AS quarter FROM seen
)
SELECT
  s.entity_id,
  s.quarter_on AS happened_on,
  greatest(o.known_on, CAST(s.quarter_on + INTERVAL 3 MONTH + INTERVAL 14 DAY AS DATE)) AS known_on,
  o.known_until,
  CAST(1 AS DOUBLE) AS weight,
  CAST(s.days AS VARCHAR) || ' days on site, ' || CAST(CAST(round(sum(o.hours)) AS INTEGER) AS VARCHAR) || ' hours declared' AS detail,
  'dmfa_occupation/' || s.entity_id || '/' || CAST(s.quarter AS VARCHAR) AS source_ref
FROM coded AS s
JOIN dmfa_occupation AS o ON o.enterprise_number = s.entity_id AND o.inss = s.inss AND o.quarter = s.quarter
WHERE o.contract_type = 1 AND o.status IS NULL
GROUP BY s.entity_id, s.inss, s.quarter, s.quarter_on, s.days, o.known_on, o.known_until
HAVING s.days * 8 > 1.25 * sum(o.hours) + 16
  AND (o.known_until IS NULL OR o.known_until > greatest(o.known_on, CAST(s.quarter_on + INTERVAL 3 MONTH + INTERVAL 14 DAY AS DATE)))
