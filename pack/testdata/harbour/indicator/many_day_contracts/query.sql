-- One row is a month in which an employer passed the limit, on the day on which that was known.
WITH month AS (
  SELECT entity_id, month, known_on, sum(contracts) OVER (PARTITION BY entity_id, month ORDER BY known_on) AS contracts
  FROM derived.day_month
)
SELECT m.entity_id, m.month AS happened_on, min(m.known_on) AS known_on, CAST(NULL AS DATE) AS known_until, CAST(1 AS DOUBLE) AS weight,
       t.value AS allowed, 'hiring/' || m.entity_id AS source_ref
FROM month AS m
JOIN threshold AS t ON t.id = 'day_contracts' AND (t.from_on IS NULL OR t.from_on <= m.month) AND (t.until_on IS NULL OR t.until_on > m.month)
WHERE m.contracts > t.value
GROUP BY m.entity_id, m.month, t.value
