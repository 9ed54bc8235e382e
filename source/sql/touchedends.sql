-- One row is one key that the batch ended.
CREATE OR REPLACE TEMP TABLE touched AS
SELECT DISTINCT {r.key}
FROM register.{source} AS r
JOIN ended.{source} AS e ON e.batch_id = r.batch_id AND e.line = r.line
WHERE e.by_batch = {batch}
