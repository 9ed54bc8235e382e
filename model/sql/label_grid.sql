-- One row is one active entity on one as-of date that was inspected in the label timespan after it: positive if any of these inspections was,
-- as was known from label_known_on until label_known_until. It may be learnt from when the timespan is over and all their outcomes are known:
-- before, a negative may still become a positive. An entity that nobody inspected has no label and is left out. Its entity is described as it was
-- known on the as-of date. The braces hold the pack's conditions over i and e; as_of_date holds the dates.
WITH version AS (
  SELECT *, lead(known_on) OVER (PARTITION BY entity_id ORDER BY known_on) AS known_until FROM entity
),
seen AS (
  SELECT
    a.as_of,
    i.entity_id,
    i.inspection_id,
    i.inspected_on,
    greatest(i.known_on, i.inspected_on) + CAST($delay AS INTEGER) AS known_on,
    CASE WHEN i.known_until IS NOT NULL THEN greatest(i.known_until, i.inspected_on) + CAST($delay AS INTEGER) END AS known_until,
    CAST(({positive}) AS BOOLEAN) AS label,
    coalesce(CAST(({held}) AS BOOLEAN), false) AS held,
    i.inspector_group,
    e.sector,
    e.territory,
    i.channel,
    i.selection_probability
  FROM as_of_date AS a
  JOIN inspection AS i ON i.inspected_on > a.as_of AND i.inspected_on <= a.as_of + CAST($days AS INTEGER)
  JOIN version AS e ON e.entity_id = i.entity_id
    AND (e.known_on IS NULL OR e.known_on <= a.as_of) AND (e.known_until IS NULL OR e.known_until > a.as_of)
  WHERE ({where}) AND (e.started_on IS NULL OR e.started_on <= a.as_of) AND (e.ended_on IS NULL OR e.ended_on > a.as_of)
),
told AS (
  SELECT * FROM seen WHERE label IS NOT NULL AND (known_until IS NULL OR known_until > known_on)
),
complete AS ( -- the day on which the timespan is over and something is known of each inspection in it
  SELECT entity_id, as_of, greatest(max(first_on), as_of + CAST($days AS INTEGER)) AS day
  FROM (SELECT entity_id, as_of, inspection_id, min(known_on) AS first_on FROM told GROUP BY entity_id, as_of, inspection_id)
  GROUP BY entity_id, as_of
),
moment AS ( -- that day, and those on which something else became known later
  SELECT entity_id, as_of, day FROM complete
  UNION
  SELECT c.entity_id, c.as_of, t.known_on FROM complete AS c JOIN told AS t ON t.entity_id = c.entity_id AND t.as_of = c.as_of AND t.known_on > c.day
  UNION
  SELECT c.entity_id, c.as_of, t.known_until FROM complete AS c JOIN told AS t ON t.entity_id = c.entity_id AND t.as_of = c.as_of AND t.known_until > c.day
),
answer AS (
  SELECT m.entity_id, m.as_of, m.day, min(t.inspected_on) AS inspected_on, bool_or(t.label) AS label, bool_or(t.held) AS held,
    first(t.inspector_group ORDER BY t.inspected_on, t.inspection_id) AS inspector_group, max(t.sector) AS sector, max(t.territory) AS territory,
    first(t.channel ORDER BY t.inspected_on, t.inspection_id) AS channel, first(t.selection_probability ORDER BY t.inspected_on, t.inspection_id) AS selection_probability
  FROM moment AS m
  LEFT JOIN told AS t ON t.entity_id = m.entity_id AND t.as_of = m.as_of AND t.known_on <= m.day AND coalesce(t.known_until, DATE '9999-12-31') > m.day
  GROUP BY m.entity_id, m.as_of, m.day
),
changed AS (
  SELECT * FROM answer
  WINDOW so_far AS (PARTITION BY entity_id, as_of ORDER BY day)
  QUALIFY row_number() OVER so_far = 1 OR label IS DISTINCT FROM lag(label) OVER so_far
),
word AS (
  SELECT *, lead(day) OVER (PARTITION BY entity_id, as_of ORDER BY day) AS until_day FROM changed
)
SELECT
  $model AS model,
  entity_id || '@' || CAST(as_of AS VARCHAR) AS row_id,
  entity_id,
  as_of,
  inspected_on,
  day AS label_known_on,
  label,
  held,
  inspector_group,
  sector,
  territory,
  until_day AS label_known_until,
  channel,
  selection_probability
FROM word
WHERE label IS NOT NULL -- nothing stands where all was withdrawn
ORDER BY as_of, entity_id, label_known_on
