-- One row is what became of an indicator's firings that began by the date: how many there were and of how many entities, how many fire now,
-- and how many were followed up in time, still may be, or were passed by.
WITH began AS (
  SELECT entity_id, from_on, until_on, CAST(from_on + {follow_up} AS DATE) AS due_on
  FROM firing
  WHERE indicator = {indicator} AND from_on <= CAST('{as_of}' AS DATE) AND (until_on IS NULL OR until_on > CAST('{since}' AS DATE))
),
followed AS (
  SELECT b.entity_id, b.until_on, b.due_on, i.inspected_on
  FROM began AS b
  ASOF LEFT JOIN inspected AS i ON i.entity_id = b.entity_id AND i.inspected_on > b.from_on
)
SELECT count(*) AS firings, count(DISTINCT entity_id) AS entities,
  count(*) FILTER (WHERE until_on IS NULL OR until_on > CAST('{as_of}' AS DATE)) AS firing_now,
  count(*) FILTER (WHERE inspected_on <= due_on) AS followed,
  count(*) FILTER (WHERE (inspected_on IS NULL OR inspected_on > due_on) AND due_on >= CAST('{as_of}' AS DATE)) AS open
FROM followed
