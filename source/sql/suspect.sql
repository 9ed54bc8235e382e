-- One row is one row of the batch whose key comes twice, or one that was held because it may.
CREATE OR REPLACE TEMP TABLE suspect AS
SELECT {r.columns}, r.batch_id, r.line
FROM {rows} AS r
SEMI JOIN repeat AS s ON {r.key = s.key}
WHERE r.batch_id = {batch}
UNION ALL
SELECT {columns}, batch_id, line
FROM repeat
