-- One row is one version that ends, because its key is not in the extract of the whole register.
INSERT INTO ended.{source} (batch_id, line, known_until, by_batch)
SELECT r.batch_id, r.line, DATE {extract_on}, {batch}
FROM register.{source} AS r
ANTI JOIN incoming AS i ON {i.key = r.key}
ANTI JOIN present AS p ON {r.key = p.key}
WHERE r.known_until IS NULL
