-- One row is a day on which an occasional worker began work here after more days of the year than the favourable contingent has. It
-- ends when the day is cancelled, or so many of the days before it that they fit the contingent again.
WITH told AS (
  SELECT entity_id, inss, year(from_on) AS of_year, period, from_on, known_on, known_until
  FROM derived.employment
  WHERE worker_type = 'EXT'
),
often AS ( -- workers who come so often that it can come into question
  SELECT entity_id, inss, of_year
  FROM told
  GROUP BY entity_id, inss, of_year
  HAVING count(DISTINCT from_on) > (SELECT min(value) FROM threshold WHERE id = 'occasional-days')
),
day AS ( -- a day of such a worker, from when it was first known until the last that told of it was taken back
  SELECT t.entity_id, t.inss, t.of_year, t.from_on, min(t.known_on) AS known_on,
    CASE WHEN bool_and(t.known_until IS NOT NULL) THEN max(t.known_until) END AS known_until,
    first(t.period ORDER BY t.known_on, t.period) AS period
  FROM told AS t
  SEMI JOIN often AS o ON o.entity_id = t.entity_id AND o.inss = t.inss AND o.of_year = t.of_year
  GROUP BY t.entity_id, t.inss, t.of_year, t.from_on
),
counted AS ( -- the days that stood when it became known, itself among them, and when each of them was taken back
  SELECT d.entity_id, d.inss, d.from_on, d.known_on, d.known_until, d.period, count(*) AS nth,
    list_sort(list(e.known_until) FILTER (WHERE e.known_until IS NOT NULL)) AS taken_back
  FROM day AS d
  JOIN day AS e ON e.entity_id = d.entity_id AND e.inss = d.inss AND e.of_year = d.of_year
    AND (e.known_on < d.known_on OR (e.known_on = d.known_on AND e.from_on <= d.from_on))
    AND (e.known_until IS NULL OR e.known_until > d.known_on)
  GROUP BY ALL
)
SELECT
  c.entity_id,
  c.from_on AS happened_on,
  c.known_on,
  least(c.known_until, c.taken_back[CAST(c.nth - t.value AS INTEGER)]) AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  c.nth,
  'dimona/' || c.period AS source_ref
FROM counted AS c
JOIN threshold AS t ON t.id = 'occasional-days' AND (t.from_on IS NULL OR t.from_on <= c.from_on)
  AND (t.until_on IS NULL OR t.until_on > c.from_on)
WHERE c.nth > t.value
