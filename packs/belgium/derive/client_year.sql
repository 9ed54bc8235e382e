-- One row is a year of an employer in the VAT lists of clients, as they stood on 1 July after it, three months after they were
-- due: what it sold to whom, and what it bought from whom. What came later is left out.
WITH list AS ( -- a supplier, a client and a year
  SELECT supplier, client, year, sum(CAST(amount AS DECIMAL(18, 2))) AS amount
  FROM vat_client
  WHERE known_on <= make_date(CAST(year + 1 AS INTEGER), 7, 1)
    AND (known_until IS NULL OR known_until > make_date(CAST(year + 1 AS INTEGER), 7, 1))
  GROUP BY supplier, client, year
),
employing AS ( -- the first day on which a firm was known as an employer
  SELECT enterprise_number, min(known_on) AS known_on
  FROM employer
  GROUP BY enterprise_number
),
bankrupt AS ( -- the first day on which a firm's bankruptcy was known
  SELECT firm, min(known_on) AS known_on
  FROM derived.trouble
  WHERE kind = 'bankruptcy'
  GROUP BY firm
),
sold AS ( -- what a firm sold
  SELECT n.supplier AS entity_id, n.year,
    count(*) AS clients,
    sum(n.amount) AS sold,
    max(n.amount) AS largest_sold,
    count(*) FILTER (WHERE b.client IS NULL) AS new_clients
  FROM list AS n
  LEFT JOIN list AS b ON b.supplier = n.supplier AND b.client = n.client AND b.year = n.year - 1
  GROUP BY n.supplier, n.year
),
bought AS ( -- what a firm bought; of suppliers that employ nobody, of those who besides serve nobody else, of those bankrupt by then
  SELECT n.client AS entity_id, n.year,
    count(*) AS suppliers,
    sum(n.amount) AS bought,
    max(n.amount) AS largest_bought,
    sum(n.amount) FILTER (WHERE e.known_on IS NULL OR e.known_on > make_date(CAST(n.year + 1 AS INTEGER), 7, 1)) AS bought_without_staff,
    count(*) FILTER (WHERE (e.known_on IS NULL OR e.known_on > make_date(CAST(n.year + 1 AS INTEGER), 7, 1)) AND s.clients = 1) AS captive,
    sum(n.amount) FILTER (WHERE k.known_on <= make_date(CAST(n.year + 1 AS INTEGER), 7, 1)) AS bought_from_bankrupt
  FROM list AS n
  JOIN sold AS s ON s.entity_id = n.supplier AND s.year = n.year
  LEFT JOIN employing AS e ON e.enterprise_number = n.supplier
  LEFT JOIN bankrupt AS k ON k.firm = n.supplier
  GROUP BY n.client, n.year
)
SELECT
  coalesce(s.entity_id, b.entity_id) AS entity_id,
  CAST(coalesce(s.year, b.year) AS INTEGER) AS year,
  s.clients,
  CAST(s.sold AS DOUBLE) AS sold,
  CAST(s.largest_sold AS DOUBLE) AS largest_sold,
  s.new_clients,
  b.suppliers,
  CAST(b.bought AS DOUBLE) AS bought,
  CAST(b.largest_bought AS DOUBLE) AS largest_bought,
  CAST(b.bought_without_staff AS DOUBLE) AS bought_without_staff,
  b.captive,
  CAST(b.bought_from_bankrupt AS DOUBLE) AS bought_from_bankrupt,
  greatest(make_date(CAST(coalesce(s.year, b.year) + 1 AS INTEGER), 7, 1), m.known_on) AS known_on,
  NULL::DATE AS known_until
FROM sold AS s
FULL JOIN bought AS b ON b.entity_id = s.entity_id AND b.year = s.year
JOIN employing AS m ON m.enterprise_number = coalesce(s.entity_id, b.entity_id)
