-- One row is what one matching may have got wrong about the records of a register ($1).
SELECT match, records, linked, contradicted, expected_false, expected_missed, not_compared, completeness
FROM linkage_error
WHERE source = $1
ORDER BY match
