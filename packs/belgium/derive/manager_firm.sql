-- One row is a mandate of a person who leads an employer beside one in another firm, from the day on which both were known
-- until the day on which the end of the first was, or one of them was withdrawn; and, with other_to, that the other ended, from the day on which that was known.
-- Of each person the first sixty mandates count: beyond that a name is lent by trade, and ties everyone to everyone.
WITH held AS ( -- a mandate: since when, until when, and when each was known
  SELECT inss, enterprise_number AS firm, function, starting_on,
    min(known_on) AS known_on,
    arg_min(ending_on, known_on) FILTER (WHERE ending_on IS NOT NULL) AS ending_on,
    min(known_on) FILTER (WHERE ending_on IS NOT NULL) AS end_known_on,
    CASE WHEN bool_and(known_until IS NOT NULL) THEN max(known_until) END AS withdrawn_on
  FROM mandate
  WHERE known_until IS NULL OR known_until > known_on
  GROUP BY inss, enterprise_number, function, starting_on
),
numbered AS (
  SELECT *, row_number() OVER (PARTITION BY inss ORDER BY known_on, firm, function, starting_on) AS nth
  FROM held
),
paired AS (
  SELECT
    a.firm AS entity_id,
    a.inss,
    a.starting_on AS began_on,
    b.firm AS other,
    b.starting_on AS other_from,
    b.ending_on AS other_to,
    b.end_known_on AS other_end_known_on,
    greatest(a.known_on, b.known_on, e.known_on) AS known_on,
    least(a.end_known_on, a.withdrawn_on, b.withdrawn_on) AS known_until
  FROM numbered AS a
  JOIN (SELECT enterprise_number, min(known_on) AS known_on FROM employer GROUP BY enterprise_number) AS e ON e.enterprise_number = a.firm
  JOIN numbered AS b ON b.inss = a.inss AND b.firm <> a.firm
  WHERE a.nth <= 60 AND b.nth <= 60
)
SELECT entity_id, inss, began_on, other, other_from, CAST(NULL AS DATE) AS other_to, known_on, known_until
FROM paired
WHERE known_until IS NULL OR known_until > known_on
UNION ALL
SELECT entity_id, inss, began_on, other, other_from, other_to, greatest(known_on, other_end_known_on), known_until
FROM paired
WHERE other_end_known_on IS NOT NULL AND (known_until IS NULL OR known_until > greatest(known_on, other_end_known_on))
