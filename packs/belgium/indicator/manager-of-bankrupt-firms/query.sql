-- One row is a bankrupt firm that was led, in the year before its bankruptcy, by a person who leads this employer.
SELECT
  m.entity_id,
  t.happened_on,
  greatest(m.known_on, t.known_on) AS known_on,
  least(m.known_until, t.known_until) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  'firm ' || m.other || ' with the same manager went bankrupt' AS detail,
  'bankruptcy/' || m.other || ' mandate/' || m.entity_id AS source_ref
FROM derived.manager_firm AS m
JOIN derived.trouble AS t ON t.firm = m.other AND t.kind = 'bankruptcy'
WHERE m.other_from <= t.happened_on
  AND (m.other_to IS NULL OR m.other_end_known_on > greatest(m.known_on, t.known_on) OR m.other_to > t.happened_on - 365)
  AND coalesce(least(m.known_until, t.known_until), DATE '9999-12-31') > greatest(m.known_on, t.known_on)
QUALIFY row_number() OVER (PARTITION BY m.entity_id, m.other, t.happened_on ORDER BY greatest(m.known_on, t.known_on), m.inss) = 1
