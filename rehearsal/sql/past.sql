-- One row is a closed inspection and an indicator that fired for its employer on its eve, as far as was known then.
WITH version AS (
  SELECT *, row_number() OVER (PARTITION BY entity_id ORDER BY known_on DESC NULLS LAST) AS latest FROM entity
)
SELECT i.entity_id, coalesce(e.name, ''), e.sector, e.territory, f.indicator, f.from_on, i.outcome, coalesce(i.phenomenon, ''),
  coalesce(i.amount_assessed, 0), coalesce(i.amount_collected, 0)
FROM inspection AS i
JOIN firing AS f ON f.entity_id = i.entity_id AND f.from_on < i.inspected_on AND (f.until_on IS NULL OR f.until_on >= i.inspected_on)
JOIN version AS e ON e.entity_id = i.entity_id AND e.latest = 1
WHERE i.outcome IS NOT NULL AND i.known_until IS NULL AND i.inspected_on >= CAST($since AS DATE) AND e.territory IS NOT NULL AND e.sector IS NOT NULL
ORDER BY i.inspected_on, i.entity_id, i.inspection_id, f.indicator
