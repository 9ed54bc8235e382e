-- One row is one inspection with the outcome that was known from label_known_on until label_known_until: as of some days before it. Its
-- entity is described as it was known on the as-of date. What was told again with the same outcome is one row. The braces hold the pack's
-- conditions over i and e.
-- What holds is said without NULL: an outer join on "or it is NULL" compares every row with every other.
WITH version AS (
  SELECT *, coalesce(known_on, DATE '0001-01-01') AS holds_from,
    coalesce(lead(known_on) OVER (PARTITION BY entity_id ORDER BY known_on), DATE '9999-12-31') AS holds_until
  FROM entity
),
told AS (
  SELECT
    i.inspection_id AS row_id,
    i.entity_id,
    i.inspected_on - CAST($lead AS INTEGER) AS as_of,
    i.inspected_on,
    greatest(i.known_on, i.inspected_on) + CAST($delay AS INTEGER) AS label_known_on,
    CASE WHEN i.known_until IS NOT NULL THEN greatest(i.known_until, i.inspected_on) + CAST($delay AS INTEGER) END AS label_known_until,
    CAST(({positive}) AS BOOLEAN) AS label,
    coalesce(CAST(({held}) AS BOOLEAN), false) AS held,
    i.inspector_group,
    e.sector,
    e.territory,
    i.channel,
    i.selection_probability
  FROM inspection AS i
  LEFT JOIN version AS e ON e.entity_id = i.entity_id
    AND e.holds_from <= i.inspected_on - CAST($lead AS INTEGER)
    AND e.holds_until > i.inspected_on - CAST($lead AS INTEGER)
  WHERE ({where})
),
begun AS ( -- whether a word says something other than the one before it
  SELECT *, CASE WHEN lag(label) OVER so_far = label AND lag(label_known_until) OVER so_far = label_known_on THEN 0 ELSE 1 END AS begins
  FROM told
  WHERE label IS NOT NULL AND entity_id IS NOT NULL AND inspected_on IS NOT NULL AND label_known_on IS NOT NULL
    AND (label_known_until IS NULL OR label_known_until > label_known_on)
  WINDOW so_far AS (PARTITION BY row_id, entity_id, inspected_on ORDER BY label_known_on)
),
numbered AS (
  SELECT *, sum(begins) OVER (PARTITION BY row_id, entity_id, inspected_on ORDER BY label_known_on) AS word
  FROM begun
)
SELECT $model AS model, row_id, entity_id, as_of, inspected_on, min(label_known_on) AS label_known_on, any_value(label) AS label,
  first(held ORDER BY label_known_on) AS held, first(inspector_group ORDER BY label_known_on) AS inspector_group, any_value(sector) AS sector, any_value(territory) AS territory,
  CASE WHEN count(*) = count(label_known_until) THEN max(label_known_until) END AS label_known_until,
  first(channel ORDER BY label_known_on) AS channel, first(selection_probability ORDER BY label_known_on) AS selection_probability
FROM numbered
GROUP BY row_id, entity_id, as_of, inspected_on, word
ORDER BY inspected_on, row_id, label_known_on
