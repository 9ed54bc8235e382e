-- One row is a month of an employer's presences on sites, as they became known by one first of a month. What came late has a
-- row of its own, and what a correction took back has one of minus: the value on a date is the sum of the rows known by then.
WITH told AS ( -- presences of Belgian employers, and those taken back
  SELECT enterprise_number AS entity_id, works, inss, present_on, registered_at, known_on AS counted_on, 1 AS sign
  FROM presence
  WHERE enterprise_number IS NOT NULL
  UNION ALL
  SELECT enterprise_number, works, inss, present_on, registered_at, known_until, -1
  FROM presence
  WHERE enterprise_number IS NOT NULL AND known_until IS NOT NULL
),
person AS ( -- a person on a site in a month
  SELECT entity_id, works, inss, sign,
    CAST(date_trunc('month', present_on) AS DATE) AS month,
    CAST(date_trunc('month', counted_on - 1) + INTERVAL 1 MONTH AS DATE) AS known_on,
    count(*) AS checks,
    count(*) FILTER (WHERE isodow(present_on) >= 6) AS weekend,
    count(*) FILTER (WHERE CAST(registered_at AS DATE) > present_on) AS afterwards
  FROM told
  GROUP BY ALL
)
SELECT
  entity_id,
  month,
  known_on,
  sum(sign * checks) AS checks,
  sum(sign * weekend) AS weekend,
  sum(sign * afterwards) AS afterwards, -- registered on a later day than that of the presence
  any_value(sign) * count(DISTINCT inss) AS workers,
  any_value(sign) * count(DISTINCT works) AS sites,
  any_value(sign) * count(*) AS places -- persons times sites: above workers when people move between sites
FROM person
GROUP BY entity_id, month, known_on, sign
