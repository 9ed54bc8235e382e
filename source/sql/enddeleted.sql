-- One row is one version that ends, because the extract says so.
INSERT INTO ended.{source} (batch_id, line, known_until, by_batch)
SELECT r.batch_id, r.line, DATE {extract_on}, {batch}
FROM register.{source} AS r
SEMI JOIN incoming AS i ON {i.key = r.key}
WHERE r.known_until IS NULL
