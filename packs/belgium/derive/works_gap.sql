-- One row is a year of a building firm, with what its VAT lists say and its works do not: what it bought from other building
-- firms without a contract with them. As settled on 1 July after the year. Amounts below those from which works are declared
-- are left out.
WITH list AS ( -- a supplier, a client and a year, as it stood then
  SELECT supplier, client, CAST(year AS INTEGER) AS year, make_date(CAST(year + 1 AS INTEGER), 7, 1) AS settled_on, sum(CAST(amount AS DECIMAL(18, 2))) AS amount
  FROM vat_client
  WHERE known_on <= make_date(CAST(year + 1 AS INTEGER), 7, 1)
    AND (known_until IS NULL OR known_until > make_date(CAST(year + 1 AS INTEGER), 7, 1))
  GROUP BY supplier, client, year
),
builder AS ( -- the employers of the construction committee, as first known
  SELECT enterprise_number AS firm, min(known_on) AS known_on
  FROM employer
  WHERE joint_committee = '12400'
  GROUP BY enterprise_number
),
contract AS ( -- who worked for whom, by the year in which it began; works declared for a client as well
  SELECT principal, subcontractor, CAST(year(starting_on) AS INTEGER) AS year, min(known_on) AS known_on
  FROM works_contract
  WHERE subcontractor IS NOT NULL
  GROUP BY ALL
  UNION ALL
  SELECT client, contractor, CAST(year(starting_on) AS INTEGER), min(known_on)
  FROM works
  WHERE client IS NOT NULL
  GROUP BY ALL
),
covered AS ( -- works last: those begun in the year or the one before cover it
  SELECT principal, subcontractor, year, known_on FROM contract
  UNION ALL
  SELECT principal, subcontractor, year + 1, known_on FROM contract
),
matched AS ( -- the lines of the lists, and since when a contract for them is known
  SELECT l.supplier, l.client, l.year, l.settled_on, any_value(l.amount) AS amount, min(c.known_on) <= l.settled_on AS declared
  FROM list AS l
  JOIN builder AS b ON b.firm = l.supplier AND b.known_on <= l.settled_on
  LEFT JOIN covered AS c ON c.subcontractor = l.supplier AND c.principal = l.client AND c.year = l.year
  GROUP BY l.supplier, l.client, l.year, l.settled_on
),
bought AS (
  SELECT m.client AS entity_id, m.year, m.settled_on,
    sum(m.amount) AS bought,
    sum(m.amount) FILTER (WHERE m.declared IS NOT TRUE) AS bought_undeclared,
    count(*) FILTER (WHERE m.declared IS NOT TRUE) AS firms_undeclared
  FROM matched AS m
  JOIN builder AS b ON b.firm = m.client AND b.known_on <= m.settled_on
  JOIN threshold AS t ON t.id = 'works-amount-subcontractor' AND t.from_on <= m.settled_on AND (t.until_on IS NULL OR t.until_on > m.settled_on)
  WHERE m.amount >= t.value
  GROUP BY m.client, m.year, m.settled_on
)
SELECT entity_id, year, CAST(bought AS DOUBLE) AS bought, CAST(coalesce(bought_undeclared, 0) AS DOUBLE) AS bought_undeclared, firms_undeclared, settled_on AS known_on, NULL::DATE AS known_until
FROM bought
