-- One row is one version that ends, because its key is not in the extract of the whole register.
CREATE OR REPLACE TEMP TABLE gone AS
SELECT r.rowid AS place, r.batch_id, r.line
FROM register.{source} AS r
ANTI JOIN incoming AS i ON {i.key = r.key}
ANTI JOIN present AS p ON {r.key = p.key}
WHERE r.known_until IS NULL;

INSERT INTO ended.{source} (batch_id, line, known_until, by_batch)
SELECT batch_id, line, DATE {extract_on}, {batch} FROM gone
