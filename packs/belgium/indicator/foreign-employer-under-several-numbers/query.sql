-- One row is a posting under a number that was found to be of an employer abroad whose first number is another. It counts from when the
-- two were known to be of one, until they no longer are. An entity is named by its first record; a number's first record stands for it.
WITH first_record AS (
  SELECT split_part(record, '/', 1) AS number, min(record) AS record
  FROM resolved.foreign_employer
  GROUP BY split_part(record, '/', 1)
),
second_number AS (
  SELECT f.number, r.known_on, r.known_until
  FROM first_record AS f
  JOIN resolved.foreign_employer AS r ON r.record = f.record
  WHERE split_part(r.entity, '/', 1) <> f.number
)
SELECT
  p.client AS entity_id,
  p.starting_on AS happened_on,
  greatest(p.known_on, s.known_on) AS known_on,
  least(p.known_until, s.known_until) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  'limosa/' || p.limosa AS source_ref
FROM limosa AS p
JOIN second_number AS s ON s.number = p.foreign_employer
WHERE (p.known_until IS NULL OR p.known_until > s.known_on) AND (s.known_until IS NULL OR s.known_until > p.known_on)
