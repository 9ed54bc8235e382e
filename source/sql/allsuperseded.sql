-- One row is one version that a later one corrected; see superseded.sql. This is for a whole register, after extracts were
-- taken out of it.
DELETE FROM superseded.{source};

INSERT INTO superseded.{source} (batch_id, line, known_until)
SELECT batch_id, line, known_until
FROM (
  SELECT r.batch_id, r.line,
    min(r.known_on) OVER (
      PARTITION BY {r.key} ORDER BY b.extract_on, b.batch_id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
    ) AS known_until
  FROM register.{source} AS r
  JOIN batch AS b ON b.batch_id = r.batch_id
)
WHERE known_until IS NOT NULL
