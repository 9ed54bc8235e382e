-- One row is a quarter for which an employer filed no declaration by seventy-five days after it, though it had declared workers for
-- the quarter before and Dimona shows that somebody still worked there for a month. It counts until the declaration comes.
WITH filed AS ( -- since when a quarter's declaration is known
  SELECT entity_id, quarter_on, min(known_on) AS known_on, max(workers) AS workers
  FROM derived.quarter_declaration
  GROUP BY entity_id, quarter_on
),
missed AS (
  SELECT b.entity_id, CAST(b.quarter_on + INTERVAL 3 MONTH AS DATE) AS quarter_on, CAST(b.quarter_on + INTERVAL 6 MONTH AS DATE) + 75 AS known_on,
    n.known_on AS known_until
  FROM filed AS b
  LEFT JOIN filed AS n ON n.entity_id = b.entity_id AND n.quarter_on = b.quarter_on + INTERVAL 3 MONTH
  WHERE b.workers > 0 AND b.known_on <= CAST(b.quarter_on + INTERVAL 6 MONTH AS DATE) + 75
    AND (n.known_on IS NULL OR n.known_on > CAST(b.quarter_on + INTERVAL 6 MONTH AS DATE) + 75)
)
SELECT
  m.entity_id,
  m.quarter_on AS happened_on,
  m.known_on,
  m.known_until,
  CAST(1 AS DOUBLE) AS weight,
  count(DISTINCT e.inss) AS workers,
  'dmfa_declaration/' || m.entity_id || '/' || CAST(m.quarter_on AS VARCHAR) AS source_ref
FROM missed AS m
JOIN derived.employment AS e ON e.entity_id = m.entity_id AND e.known_on <= m.known_on AND (e.known_until IS NULL OR e.known_until > m.known_on)
  AND e.from_on <= m.quarter_on + 60 AND (e.to_on IS NULL OR e.to_on >= greatest(e.from_on, m.quarter_on) + 30)
GROUP BY m.entity_id, m.quarter_on, m.known_on, m.known_until
