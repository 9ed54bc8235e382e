-- One row is one version that stood until this batch corrected it.
UPDATE register.{source} AS r
SET known_until = least(r.known_until, v.known_on)
FROM verdict AS v
WHERE r.rowid = v.place AND v.verdict = 'corrected'
