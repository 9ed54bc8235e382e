LEFT JOIN ended.{source} AS e ON e.batch_id = r.batch_id AND e.line = r.line AND e.restored_by IS NULL
  WHERE r.batch_id < {batch} AND (r.known_until IS NULL OR e.known_until IS NOT NULL)
  QUALIFY row_number() OVER (PARTITION BY i.line ORDER BY r.batch_id DESC) = 1
