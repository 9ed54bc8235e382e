QUALIFY row_number() OVER (PARTITION BY {r.key} ORDER BY b.extract_on DESC, b.batch_id DESC) = 1
