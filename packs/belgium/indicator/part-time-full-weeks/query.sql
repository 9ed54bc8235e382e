-- One row is a part-time worker in a quarter whose days on building sites, eight hours each, are more hours than were declared, by
-- over a quarter. Check-ins that stood a fortnight after the quarter count, until so many days of them are corrected that it no
-- longer holds.
WITH checked AS ( -- a day on site of a worker, as known a fortnight after the quarter, and when its last check-in was corrected
  SELECT enterprise_number AS entity_id, inss, present_on, CAST(date_trunc('quarter', present_on) AS DATE) AS quarter_on,
    CASE WHEN bool_and(known_until IS NOT NULL) THEN max(known_until) END AS corrected_on
  FROM presence
  WHERE enterprise_number IS NOT NULL AND known_on <= date_trunc('quarter', present_on) + INTERVAL 3 MONTH + INTERVAL 14 DAY
    AND (known_until IS NULL OR known_until > date_trunc('quarter', present_on) + INTERVAL 3 MONTH + INTERVAL 14 DAY)
  GROUP BY enterprise_number, inss, present_on
),
seen AS ( -- days on site of a worker in a quarter; below ten nothing can be said
  SELECT entity_id, inss, quarter_on, count(*) AS days,
    list_sort(list(corrected_on) FILTER (WHERE corrected_on IS NOT NULL)) AS taken_back
  FROM checked
  GROUP BY entity_id, inss, quarter_on
  HAVING count(*) >= 10
),
coded AS (
  SELECT *, CAST(year(quarter_on) * 10 + quarter(quarter_on) AS INTEGER) AS quarter FROM seen
),
told AS ( -- beside the hours declared, and the number of days that may be taken back before it no longer holds
  SELECT s.entity_id, s.inss, s.quarter, s.quarter_on, s.days, s.taken_back, sum(o.hours) AS hours,
    greatest(o.known_on, CAST(s.quarter_on + INTERVAL 3 MONTH + INTERVAL 14 DAY AS DATE)) AS known_on, o.known_until,
    CAST(least(s.days - 9, s.days - floor((1.25 * sum(o.hours) + 16) / 8)) AS INTEGER) AS spare
  FROM coded AS s
  JOIN dmfa_occupation AS o ON o.enterprise_number = s.entity_id AND o.inss = s.inss AND o.quarter = s.quarter
  WHERE o.contract_type = 1 AND o.status IS NULL
  GROUP BY s.entity_id, s.inss, s.quarter, s.quarter_on, s.days, s.taken_back, o.known_on, o.known_until
  HAVING s.days * 8 > 1.25 * sum(o.hours) + 16
)
SELECT
  entity_id,
  quarter_on AS happened_on,
  known_on,
  least(known_until, taken_back[spare]) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  CAST(days AS VARCHAR) || ' days on site, ' || CAST(CAST(round(hours) AS INTEGER) AS VARCHAR) || ' hours declared' AS detail,
  'dmfa_occupation/' || entity_id || '/' || CAST(quarter AS VARCHAR) AS source_ref
FROM told
WHERE coalesce(least(known_until, taken_back[spare]), DATE '9999-12-31') > known_on
