-- One row is an extract of a register ($1) that was offered, the newest first.
SELECT file, kind, extract_on, loaded_at, status, coalesce(why, ''), rows, added, corrected, unchanged, ended, repeated, refused
FROM batch
WHERE source = $1
ORDER BY extract_on DESC, batch_id DESC
LIMIT $2
