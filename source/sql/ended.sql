-- One row is one version that stood until this batch ended it.
UPDATE register.{source} AS r
SET known_until = DATE {extract_on}
FROM gone AS g
WHERE r.rowid = g.place
