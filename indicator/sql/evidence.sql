-- One row is one piece of evidence that an indicator gives of an entity which the registers know, with the days between which it counts:
-- from the day on which it had happened and was known, as the entity was, until it was known to be wrong or left the window.
WITH answer AS (
{query}
),
entities AS (
  {entities}
),
counted AS (
  SELECT a.entity_id, a.happened_on, a.known_on, a.known_until, CAST(a.weight AS DOUBLE) AS weight, {detail} AS detail, a.source_ref,
    greatest(a.known_on, a.happened_on, coalesce(e.known_on, a.known_on)) AS counts_from,
    least(coalesce(a.known_until, {out}), coalesce({out}, a.known_until)) AS counts_until
  FROM answer AS a
  JOIN entities AS e ON e.entity_id = a.entity_id
)
SELECT {indicator} AS indicator, c.entity_id, c.happened_on, c.known_on, c.known_until, c.weight, c.detail, c.source_ref, c.counts_from, c.counts_until
FROM counted AS c
{sectors}
ORDER BY c.entity_id, c.happened_on
