-- One row is one row of the batch whose key another row of it bears too: its line, the first line with the key, and
-- whether all rows with the key say the same.
WITH several AS ( -- the keys that come more than once
  SELECT {key}
  FROM {rows}
  WHERE batch_id = {batch}
  GROUP BY {key}
  HAVING count(*) > 1
),
bearing AS ( -- their rows
  SELECT r.line, {r.key}, {r.columns}
  FROM {rows} AS r
  SEMI JOIN several AS s ON {r.key = s.key}
  WHERE r.batch_id = {batch}
),
judged AS ( -- each key: its first line, and whether its rows differ
  SELECT {key}, min(line) AS first_line, count(DISTINCT ({columns})) = 1 AS same
  FROM bearing
  GROUP BY {key}
)
SELECT b.line, j.first_line, j.same
FROM bearing AS b
JOIN judged AS j ON {b.key = j.key}
ORDER BY b.line
