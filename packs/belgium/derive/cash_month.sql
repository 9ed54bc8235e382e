-- One row is a month of an employer's cash registers together, as it was known from known_on until known_until.
WITH change AS ( -- the days on which something became known of a month
  SELECT enterprise_number, month, known_on FROM cash_register
  UNION
  SELECT enterprise_number, month, known_until FROM cash_register WHERE known_until IS NOT NULL
)
SELECT
  n.enterprise_number AS entity_id,
  CAST(date_trunc('month', n.month) AS DATE) AS month,
  count(*) AS registers,
  sum(r.tickets) AS tickets,
  CAST(sum(CAST(r.turnover AS DECIMAL(18, 2))) AS DOUBLE) AS turnover,
  max(r.opening_days) AS opening_days,
  n.known_on,
  lead(n.known_on) OVER (PARTITION BY n.enterprise_number, n.month ORDER BY n.known_on) AS known_until
FROM change AS n
JOIN cash_register AS r
  ON r.enterprise_number = n.enterprise_number AND r.month = n.month
    AND r.known_on <= n.known_on AND (r.known_until IS NULL OR r.known_until > n.known_on)
GROUP BY n.enterprise_number, n.month, n.known_on
