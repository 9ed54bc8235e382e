-- One row is a pair that a matching left for a person, those whose word is most needed first.
SELECT record_a, record_b, why, probability, CAST(known_on AS VARCHAR)
FROM review
WHERE match = $1
ORDER BY CASE why WHEN 'disputed' THEN 0 WHEN 'contradicted' THEN 1 ELSE 2 END, probability DESC, record_a, record_b
