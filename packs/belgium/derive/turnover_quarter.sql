-- One row is the VAT return of an employer for a quarter, as it was known, and once it was known to be an employer.
WITH employing AS (
  SELECT enterprise_number, min(known_on) AS known_on
  FROM employer
  GROUP BY enterprise_number
)
SELECT
  r.enterprise_number AS entity_id,
  CAST(make_date(CAST(r.quarter // 10 AS INTEGER), CAST(r.quarter % 10 * 3 - 2 AS INTEGER), 1) AS DATE) AS quarter_on,
  r.turnover,
  r.purchases,
  r.due,
  r.filed_on,
  greatest(r.known_on, e.known_on) AS known_on,
  r.known_until
FROM vat_return AS r
JOIN employing AS e ON e.enterprise_number = r.enterprise_number
WHERE r.known_until IS NULL OR r.known_until > greatest(r.known_on, e.known_on)
