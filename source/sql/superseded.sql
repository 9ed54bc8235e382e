-- One row is one version that a later one corrected, of the keys this batch touched, and the first day on which one of
-- the later ones counts: the earliest of them, since a version may count later than the one that corrects it.
CREATE OR REPLACE TEMP TABLE touched AS
SELECT DISTINCT {i.key}
FROM incoming AS i
JOIN verdict AS v ON v.line = i.line
WHERE v.verdict = 'corrected';

CREATE OR REPLACE TEMP TABLE versions AS
SELECT r.batch_id, r.line,
  min(r.known_on) OVER (
    PARTITION BY {r.key} ORDER BY b.extract_on, b.batch_id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
  ) AS known_until
FROM register.{source} AS r
JOIN batch AS b ON b.batch_id = r.batch_id
SEMI JOIN touched AS t ON {r.key = t.key};

DELETE FROM superseded.{source} AS s
WHERE EXISTS (SELECT 1 FROM versions AS v WHERE v.batch_id = s.batch_id AND v.line = s.line);

INSERT INTO superseded.{source} (batch_id, line, known_until)
SELECT batch_id, line, known_until
FROM versions
WHERE known_until IS NOT NULL
