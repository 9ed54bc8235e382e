-- One row is the VAT return of an employer for a quarter, as it was known. Firms that never had staff are left out.
SELECT
  r.enterprise_number AS entity_id,
  CAST(make_date(CAST(r.quarter // 10 AS INTEGER), CAST(r.quarter % 10 * 3 - 2 AS INTEGER), 1) AS DATE) AS quarter_on,
  r.turnover,
  r.purchases,
  r.due,
  r.filed_on,
  r.known_on,
  r.known_until
FROM vat_return AS r
SEMI JOIN employer AS e ON e.enterprise_number = r.enterprise_number
