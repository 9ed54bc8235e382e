-- One row is one key that the batch corrected, ended or restored.
CREATE OR REPLACE TEMP TABLE touched AS
SELECT {i.key}
FROM incoming AS i
JOIN verdict AS v ON v.line = i.line
WHERE v.verdict IN ('corrected', 'restored')
UNION
SELECT {r.key}
FROM register.{source} AS r
JOIN ended.{source} AS e ON e.batch_id = r.batch_id AND e.line = r.line
WHERE e.by_batch = {batch}
