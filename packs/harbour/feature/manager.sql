-- One row is an employer and a date, with what became of the other firms of its manager and at its premises, as was known
-- then. This is the smallest step into the network: one hop, and only over ties that are no secret.
WITH self AS ( -- the employer as the register had it on the date
  SELECT c.entity_id, c.as_of, e.manager, e.premises
  FROM cohort AS c
  JOIN employers AS e
    ON e.number = c.entity_id AND e.known_on <= c.as_of AND (e.known_until IS NULL OR e.known_until > c.as_of)
  QUALIFY row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY e.known_on DESC) = 1
),
others AS ( -- the manager's other firms, as the register had them on the date
  SELECT DISTINCT s.entity_id, s.as_of, e.number
  FROM self AS s
  JOIN employers AS e
    ON e.manager = s.manager AND e.number <> s.entity_id AND e.known_on <= s.as_of AND (e.known_until IS NULL OR e.known_until > s.as_of)
),
managed AS ( -- what became of them
  SELECT
    o.entity_id,
    o.as_of,
    count(*) FILTER (WHERE k.number IS NULL) AS firms,
    count(*) FILTER (WHERE k.cause = 'bankruptcy' AND k.ended_on > o.as_of - INTERVAL 5 YEAR) AS bankruptcies,
    sum(k.unpaid) FILTER (WHERE k.cause = 'bankruptcy' AND k.ended_on > o.as_of - INTERVAL 5 YEAR) AS unpaid,
    max(k.ended_on) FILTER (WHERE k.cause = 'bankruptcy') AS bankrupt_on
  FROM others AS o
  LEFT JOIN closures AS k
    ON k.number = o.number AND k.known_on <= o.as_of AND (k.known_until IS NULL OR k.known_until > o.as_of)
  GROUP BY o.entity_id, o.as_of
),
housed AS ( -- bankrupt firms that had the same premises
  SELECT s.entity_id, s.as_of, count(DISTINCT k.number) AS bankruptcies
  FROM self AS s
  JOIN employers AS e
    ON e.premises = s.premises AND e.number <> s.entity_id AND e.known_on <= s.as_of AND (e.known_until IS NULL OR e.known_until > s.as_of)
  JOIN closures AS k
    ON k.number = e.number AND k.cause = 'bankruptcy' AND k.ended_on > s.as_of - INTERVAL 3 YEAR
      AND k.known_on <= s.as_of AND (k.known_until IS NULL OR k.known_until > s.as_of)
  GROUP BY s.entity_id, s.as_of
)
SELECT
  c.entity_id,
  c.as_of,
  CASE WHEN s.entity_id IS NOT NULL THEN coalesce(m.firms, 0) END AS other_firms,
  CASE WHEN s.entity_id IS NOT NULL THEN coalesce(m.bankruptcies, 0) END AS bankruptcies_5y,
  m.unpaid AS unpaid_5y,
  CASE WHEN s.entity_id IS NOT NULL THEN coalesce(h.bankruptcies, 0) END AS premises_bankruptcies_3y,
  m.bankrupt_on,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN self AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
LEFT JOIN managed AS m ON m.entity_id = c.entity_id AND m.as_of = c.as_of
LEFT JOIN housed AS h ON h.entity_id = c.entity_id AND h.as_of = c.as_of
