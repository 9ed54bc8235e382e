SELECT r.batch_id, r.line, {r.columns}, r.known_until
  FROM register.{source} AS r
  WHERE r.known_until IS NULL
