-- One row is one version that an extract of the same day ended and that stands again, because this one says the same.
UPDATE ended.{source} AS e
SET restored_by = {batch}
FROM verdict AS v
WHERE v.verdict = 'restored' AND v.known_batch = e.batch_id AND v.known_line = e.line AND e.restored_by IS NULL
