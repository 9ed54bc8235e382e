-- One row is an employer and a date, with its yearly VAT lists as settled by then: whom it sells to, and of whom it buys.
WITH listed AS ( -- the last two settled years
  SELECT c.entity_id, c.as_of, l.*,
    row_number() OVER (PARTITION BY c.entity_id, c.as_of ORDER BY l.year DESC) AS back
  FROM cohort AS c
  JOIN derived.client_year AS l
    ON l.entity_id = c.entity_id AND l.known_on <= c.as_of AND l.known_on > c.as_of - INTERVAL 25 MONTH
),
compared AS (
  SELECT
    entity_id,
    as_of,
    max(clients) FILTER (WHERE back = 1) AS clients,
    max(sold) FILTER (WHERE back = 1) AS sold,
    max(sold) FILTER (WHERE back = 2) AS sold_before,
    max(largest_sold) FILTER (WHERE back = 1) AS largest_sold,
    max(new_clients) FILTER (WHERE back = 1) AS new_clients,
    max(suppliers) FILTER (WHERE back = 1) AS suppliers,
    max(bought) FILTER (WHERE back = 1) AS bought,
    max(bought) FILTER (WHERE back = 2) AS bought_before,
    max(largest_bought) FILTER (WHERE back = 1) AS largest_bought,
    coalesce(max(captive) FILTER (WHERE back = 1), 0) AS captive,
    coalesce(max(bought_without_staff) FILTER (WHERE back = 1), 0) AS bought_without_staff,
    coalesce(max(bought_from_bankrupt) FILTER (WHERE back = 1), 0) AS bought_from_bankrupt,
    max(year) AS year
  FROM listed
  GROUP BY entity_id, as_of
)
SELECT
  c.entity_id,
  c.as_of,
  p.clients,
  round(100 * p.largest_sold / nullif(p.sold, 0)) AS largest_client_share,
  round(100.0 * p.new_clients / nullif(p.clients, 0)) AS new_clients_share,
  round(100 * (p.sold / nullif(p.sold_before, 0) - 1)) AS sold_change,
  p.suppliers,
  round(100 * p.bought / nullif(p.sold, 0)) AS bought_share,
  round(100 * (p.bought / nullif(p.bought_before, 0) - 1)) AS bought_change,
  round(100 * p.largest_bought / nullif(p.bought, 0)) AS largest_supplier_share,
  round(100 * p.bought_without_staff / nullif(p.bought, 0)) AS without_staff_share,
  CASE WHEN p.suppliers > 0 THEN p.captive END AS captive_suppliers,
  round(100 * p.bought_from_bankrupt / nullif(p.bought, 0)) AS from_bankrupt_share,
  make_date(CAST(p.year AS INTEGER), 12, 31) AS year_end
FROM cohort AS c
LEFT JOIN compared AS p ON p.entity_id = c.entity_id AND p.as_of = c.as_of
