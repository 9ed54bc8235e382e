-- One row is one reason of one target, what moved the score most first.
SELECT run_id, model, entity_id, feature, contribution, value, coalesce(peer, ''), date, stance, sentence, innocent, shown
FROM reason
ORDER BY run_id, model, entity_id, position
