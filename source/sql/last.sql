SELECT r.batch_id, r.line, {r.columns}, e.known_until
  FROM register.{source} AS r
  LEFT JOIN ended.{source} AS e ON e.batch_id = r.batch_id AND e.line = r.line AND e.restored_by IS NULL
  SEMI JOIN incoming AS i ON {i.key = r.key}
  WHERE r.known_until IS NULL OR e.known_until IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY {r.key} ORDER BY r.batch_id DESC) = 1
