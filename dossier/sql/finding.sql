-- One row is one piece of evidence that counts on the date, with whether its indicator fires on it; those that fire come first.
WITH counts AS (
  SELECT indicator, happened_on, known_on, weight, coalesce(detail, '') AS detail, coalesce(source_ref, '') AS source_ref
  FROM evidence
  WHERE entity_id = $entity AND counts_from <= CAST($as_of AS DATE) AND (counts_until IS NULL OR counts_until > CAST($as_of AS DATE))
),
fire AS (
  SELECT DISTINCT indicator
  FROM firing
  WHERE entity_id = $entity AND from_on <= CAST($as_of AS DATE) AND (until_on IS NULL OR until_on > CAST($as_of AS DATE))
)
SELECT c.indicator, f.indicator IS NOT NULL AS fires, c.happened_on, c.known_on, c.weight, c.detail, c.source_ref
FROM counts AS c
LEFT JOIN fire AS f ON f.indicator = c.indicator
ORDER BY fires DESC, c.indicator, c.happened_on DESC, c.source_ref
