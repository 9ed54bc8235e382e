-- One row is an inspection of the employer as it was known on the date.
SELECT inspection_id, inspected_on, known_on, coalesce(channel, ''), coalesce(outcome, ''), coalesce(phenomenon, ''), amount_assessed, amount_collected,
  coalesce(inspector_group, '')
FROM inspection
WHERE entity_id = $entity AND known_on <= CAST($as_of AS DATE) AND (known_until IS NULL OR known_until > CAST($as_of AS DATE))
ORDER BY inspected_on DESC, inspection_id
