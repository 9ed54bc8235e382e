-- One row is a bankrupt firm that was led, in the year before its bankruptcy, by a person who leads this employer. It stands until it
-- is known that the person had left that firm before.
WITH ended AS ( -- that the other mandate ended, and since when that was known
  SELECT entity_id, inss, other, other_from, min_by(other_to, known_on) AS other_to, min(known_on) AS known_on
  FROM derived.manager_firm
  WHERE other_to IS NOT NULL
  GROUP BY entity_id, inss, other, other_from
),
led AS (
  SELECT m.entity_id, m.other, m.inss, t.happened_on, greatest(m.known_on, t.known_on) AS known_on,
    least(m.known_until, t.known_until, CASE WHEN n.other_to <= t.happened_on - 365 THEN n.known_on END) AS known_until
  FROM derived.manager_firm AS m
  JOIN derived.trouble AS t ON t.firm = m.other AND t.kind = 'bankruptcy'
  LEFT JOIN ended AS n ON n.entity_id = m.entity_id AND n.inss = m.inss AND n.other = m.other AND n.other_from = m.other_from
  WHERE m.other_to IS NULL AND m.other_from <= t.happened_on
)
SELECT
  entity_id,
  happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  other,
  'bankruptcy/' || other || ' mandate/' || entity_id AS source_ref
FROM led
WHERE known_until IS NULL OR known_until > known_on
QUALIFY row_number() OVER (PARTITION BY entity_id, other, happened_on ORDER BY known_on, inss) = 1
