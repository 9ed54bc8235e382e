-- One row is an employer and a failed firm, as was known from known_on until known_until: how many of what the failed firm had when it
-- failed went over to the employer around that day.
WITH failed AS ( -- as first known, and as long as the registers say so
  SELECT entity_id AS failed, happened_on AS failed_on, known_on,
    CASE WHEN count(*) OVER all_told = count(known_until) OVER all_told THEN max(known_until) OVER all_told END AS known_until, source_ref
  FROM event
  WHERE kind IN ({failed}) AND happened_on IS NOT NULL AND known_on IS NOT NULL
  WINDOW all_told AS (PARTITION BY entity_id)
  QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY known_on, happened_on) = 1
),
told AS ( -- the ties to what some failed firm had; a later row says how a tie went on, and takes the place of the one before
  SELECT l.entity_id, l.resource_id, l.resource_kind, coalesce(l.from_on, l.known_on) AS from_on, l.to_on, l.known_on,
    lead(l.known_on) OVER (
      PARTITION BY l.entity_id, l.resource_id, coalesce(l.from_on, l.known_on) ORDER BY l.known_on, l.weight, l.to_on
    ) AS known_until
  FROM link AS l
  SEMI JOIN (SELECT DISTINCT h.resource_id FROM link AS h JOIN failed AS f ON f.failed = h.entity_id WHERE h.resource_kind IN ({kinds})) AS h
    ON h.resource_id = l.resource_id
  WHERE l.resource_kind IN ({kinds}) AND l.known_on IS NOT NULL AND coalesce(l.weight, 1) > 0
),
tie AS ( -- one that did not end as it began
  SELECT * FROM told
  WHERE (to_on IS NULL OR to_on > from_on) AND (known_until IS NULL OR known_until > known_on)
),
held AS ( -- what a failed firm had in the time before
  SELECT f.failed, f.failed_on, t.resource_id, f.known_on AS failed_known_on, greatest(f.known_on, t.known_on) AS known_on,
    least(t.known_until, f.known_until) AS known_until
  FROM failed AS f
  JOIN tie AS t ON t.entity_id = f.failed
  WHERE t.from_on < f.failed_on AND (t.to_on IS NULL OR t.to_on >= f.failed_on - {before})
),
small AS ( -- of that, what ties no more than a hub does, as far as was known with the failure
  SELECT h.failed, h.resource_id
  FROM (SELECT DISTINCT failed, resource_id, failed_known_on FROM held) AS h
  JOIN tie AS t ON t.resource_id = h.resource_id AND t.known_on <= h.failed_known_on
  GROUP BY h.failed, h.resource_id
  HAVING count(DISTINCT t.entity_id) <= {hub}
),
owned AS (
  SELECT h.*
  FROM held AS h
  SEMI JOIN small AS s ON s.failed = h.failed AND s.resource_id = h.resource_id
),
came AS ( -- what went over
  SELECT o.failed, o.failed_on, t.entity_id, o.resource_id, t.from_on AS moved_on,
    greatest(o.known_on, t.known_on, t.from_on) AS known_on, least(o.known_until, t.known_until) AS known_until
  FROM owned AS o
  JOIN tie AS t ON t.resource_id = o.resource_id AND t.entity_id <> o.failed
  WHERE t.from_on BETWEEN o.failed_on - {before} AND o.failed_on + {after}
),
earlier AS ( -- the employer had it long before, and since when that is known
  SELECT c.entity_id, c.failed, c.resource_id, min(t.known_on) AS known_on
  FROM (SELECT DISTINCT entity_id, failed, failed_on, resource_id FROM came) AS c
  JOIN tie AS t ON t.entity_id = c.entity_id AND t.resource_id = c.resource_id AND t.from_on < c.failed_on - {before}
  GROUP BY c.entity_id, c.failed, c.resource_id
),
moved AS (
  SELECT c.entity_id, c.failed, c.failed_on, c.resource_id, c.moved_on, c.known_on, least(c.known_until, e.known_on) AS known_until
  FROM came AS c
  LEFT JOIN earlier AS e ON e.entity_id = c.entity_id AND e.failed = c.failed AND e.resource_id = c.resource_id
  WHERE c.known_on < coalesce(least(c.known_until, e.known_on), DATE '9999-12-31')
),
edge AS ( -- the days on which a piece begins or ceases to count, of what went over and of what there was
  SELECT entity_id, failed, failed_on, resource_id, known_on AS on_day, 1 AS change FROM moved
  UNION ALL
  SELECT entity_id, failed, failed_on, resource_id, known_until, -1 FROM moved WHERE known_until IS NOT NULL
  UNION ALL
  SELECT NULL, failed, failed_on, resource_id, known_on, 1 FROM owned WHERE known_until IS NULL OR known_until > known_on
  UNION ALL
  SELECT NULL, failed, failed_on, resource_id, known_until, -1 FROM owned WHERE known_until > known_on
),
counted AS ( -- by how many rows a piece counts after a day
  SELECT entity_id, failed, failed_on, resource_id, on_day,
    sum(sum(change)) OVER (PARTITION BY entity_id, failed, resource_id ORDER BY on_day) AS after, sum(change) AS change
  FROM edge
  GROUP BY entity_id, failed, failed_on, resource_id, on_day
),
daily AS ( -- how many pieces count after a day
  SELECT entity_id, failed, failed_on, on_day,
    sum(sum(CASE WHEN after > 0 THEN 1 ELSE 0 END - CASE WHEN after - change > 0 THEN 1 ELSE 0 END)) OVER so_far AS pieces,
    lead(on_day) OVER so_far AS until_day
  FROM counted
  GROUP BY entity_id, failed, failed_on, on_day
  WINDOW so_far AS (PARTITION BY entity_id, failed ORDER BY on_day)
),
mass AS ( -- when enough had come
  SELECT d.entity_id, d.failed, d.failed_on, d.on_day, d.until_day, d.pieces, o.pieces AS all_pieces
  FROM (SELECT * FROM daily WHERE entity_id IS NOT NULL) AS d
  ASOF JOIN (SELECT * FROM daily WHERE entity_id IS NULL) AS o ON o.failed = d.failed AND o.on_day <= d.on_day
  WHERE d.pieces >= {at_least: d.failed_on} AND d.pieces >= {share} * o.pieces
)
SELECT m.entity_id, m.failed_on AS happened_on, m.on_day AS known_on, m.until_day AS known_until,
  CAST(m.pieces AS DOUBLE) AS weight, CAST(m.all_pieces AS DOUBLE) AS whole, min(p.moved_on) AS first_on, max(p.moved_on) AS last_on,
  m.failed AS others, string_agg(DISTINCT p.resource_id, '; ' ORDER BY p.resource_id) AS resources, any_value(f.source_ref) AS source_ref
FROM mass AS m
JOIN moved AS p ON p.entity_id = m.entity_id AND p.failed = m.failed AND p.known_on <= m.on_day
  AND (p.known_until IS NULL OR p.known_until > m.on_day)
JOIN failed AS f ON f.failed = m.failed
GROUP BY m.entity_id, m.failed, m.failed_on, m.on_day, m.until_day, m.pieces, m.all_pieces
