-- One row is a person who was on the payroll of an employer in the year before and now works for it as self-employed: as a partner
-- or helper of the firm, or with an enterprise of one's own that invoices to it in that year or the next.
WITH supplier AS ( -- registered with an enterprise of one's own, that invoices the former employer
  SELECT s.inss, v.client AS entity_id, s.from_on, greatest(s.known_on, min(v.known_on)) AS known_on, s.known_until
  FROM self_employed AS s
  JOIN vat_client AS v ON v.supplier = s.enterprise_number AND v.client <> s.enterprise_number AND v.year BETWEEN year(s.from_on) AND year(s.from_on) + 1
  GROUP BY s.inss, v.client, s.from_on, s.known_on, s.known_until
),
again AS (
  SELECT entity_id, inss, happened_on, known_on, known_until, kind AS how
  FROM derived.former_staff
  UNION ALL
  SELECT s.entity_id, s.inss, s.from_on, greatest(s.known_on, e.known_on), least(s.known_until, e.known_until), 'supplier'
  FROM supplier AS s
  JOIN derived.employment AS e ON e.entity_id = s.entity_id AND e.inss = s.inss AND e.worker_type = 'OTH'
    AND e.from_on < s.from_on AND coalesce(e.to_on, s.from_on) > s.from_on - 365
  WHERE coalesce(least(s.known_until, e.known_until), DATE '9999-12-31') > greatest(s.known_on, e.known_on)
)
SELECT
  entity_id,
  happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  how AS went_on,
  'self_employed/' || entity_id || '/' || CAST(happened_on AS VARCHAR) AS source_ref
FROM again
QUALIFY row_number() OVER (PARTITION BY entity_id, inss, happened_on ORDER BY known_on, how) = 1
