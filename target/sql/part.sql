-- One row is one part of the score of one target of a run; of an indicator, with how many pieces of evidence there are and when the first happened.
SELECT c.entity_id, c.feature, c.amount, coalesce(c.value, ''), coalesce(c.peer, ''), coalesce(CAST(c.since AS VARCHAR), ''),
  coalesce(CAST(f.evidence AS VARCHAR), ''), coalesce(CAST(f.first_on AS VARCHAR), '')
FROM contribution AS c
JOIN target AS t ON t.run_id = c.run_id AND t.model = c.model AND t.entity_id = c.entity_id
LEFT JOIN finding AS f ON f.entity_id = t.entity_id AND f.as_of = t.as_of AND c.feature = 'indicator.' || f.indicator
WHERE c.run_id = $run AND c.model = $model
ORDER BY c.entity_id, c.feature
