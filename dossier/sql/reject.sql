-- One row is a row of a register's ($1) extracts that was not taken, those of the newest extract first.
SELECT file, line, coalesce(raw, ''), coalesce(column_name, ''), coalesce(value, ''), reason
FROM reject
WHERE source = $1
ORDER BY batch_id DESC, line, column_name
LIMIT $2 OFFSET $3
