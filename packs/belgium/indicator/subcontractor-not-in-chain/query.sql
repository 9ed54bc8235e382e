-- One row is a year in which a builder paid another building employer more than the amount from which works are declared, without
-- naming it in any chain. It counts until it is named. Lists of clients count as they stood on 1 July after the year.
WITH builder AS ( -- employers of the building trade, as first known
  SELECT enterprise_number, joint_committee, known_on
  FROM employer
  QUALIFY row_number() OVER (PARTITION BY enterprise_number ORDER BY known_on, nsso_number) = 1
),
paid AS (
  SELECT v.supplier, v.client, CAST(v.year AS INTEGER) AS year, sum(v.amount) AS amount, make_date(CAST(v.year + 1 AS INTEGER), 7, 1) AS known_on
  FROM vat_client AS v
  WHERE v.known_on <= make_date(CAST(v.year + 1 AS INTEGER), 7, 1) AND (v.known_until IS NULL OR v.known_until > make_date(CAST(v.year + 1 AS INTEGER), 7, 1))
  GROUP BY ALL
),
named AS ( -- a pair of firms that a declaration ties, and since when that was known
  SELECT principal, subcontractor, min(known_on) AS known_on
  FROM (
    SELECT principal, subcontractor, known_on FROM works_contract WHERE subcontractor IS NOT NULL
    UNION ALL
    SELECT client, contractor, known_on FROM works WHERE client IS NOT NULL
  )
  GROUP BY principal, subcontractor
)
SELECT
  p.client AS entity_id,
  make_date(p.year, 12, 31) AS happened_on,
  greatest(p.known_on, s.known_on, c.known_on) AS known_on,
  n.known_on AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  round(p.amount) AS amount, p.year, p.supplier,
  'vat_client/' || p.supplier || '/' || CAST(p.year AS VARCHAR) AS source_ref
FROM paid AS p
JOIN builder AS s ON s.enterprise_number = p.supplier AND s.joint_committee = '12400'
JOIN builder AS c ON c.enterprise_number = p.client AND c.joint_committee = '12400'
JOIN threshold AS t ON t.id = 'works-amount' AND (t.from_on IS NULL OR t.from_on <= make_date(p.year, 12, 31))
  AND (t.until_on IS NULL OR t.until_on > make_date(p.year, 12, 31))
LEFT JOIN named AS n ON n.principal = p.client AND n.subcontractor = p.supplier
WHERE p.amount >= t.value AND (n.known_on IS NULL OR n.known_on > greatest(p.known_on, s.known_on, c.known_on))
