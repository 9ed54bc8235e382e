-- One row is a version of a model on which people have decided, the state it is in, and whether it has ever chosen targets: in use first.
SELECT version, state, CAST(bool_or(state = 'live') OVER (PARTITION BY version) AS INTEGER) AS was_live
FROM version
WHERE model = $1
QUALIFY row_number() OVER (PARTITION BY version ORDER BY position DESC) = 1
ORDER BY state IN ('live', 'watched') DESC, decided_on DESC, version
