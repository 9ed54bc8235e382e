-- One row is an employer and somebody or something tied to it that was tied to firms which failed one after the other, as was known
-- from known_on until known_until.
WITH failed AS ( -- as first known; it counts for {within} days, and as long as the registers say that the firm failed
  SELECT entity_id AS failed, happened_on AS failed_on, known_on,
    CASE WHEN count(*) OVER all_told = count(known_until) OVER all_told THEN max(known_until) OVER all_told END AS known_until
  FROM event
  WHERE kind IN ({failed}) AND happened_on IS NOT NULL AND known_on IS NOT NULL
  WINDOW all_told AS (PARTITION BY entity_id)
  QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY known_on, happened_on) = 1
),
told AS ( -- the ties of what some failed firm had; a later row says how a tie went on, and takes the place of the one before
  SELECT l.entity_id, l.resource_id, coalesce(l.from_on, l.known_on) AS from_on, l.to_on, l.known_on,
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
few AS ( -- of these, what is tied to no more than a hub is, counted each time that a failure is known
  SELECT f.failed, t.resource_id, f.failed_on, f.known_on AS failed_known_on, f.known_until AS failed_known_until
  FROM failed AS f
  JOIN (SELECT DISTINCT entity_id, resource_id FROM tie) AS t ON t.entity_id = f.failed
  JOIN tie AS all_ties ON all_ties.resource_id = t.resource_id AND all_ties.known_on <= f.known_on
  GROUP BY f.failed, t.resource_id, f.failed_on, f.known_on, f.known_until
  HAVING count(DISTINCT all_ties.entity_id) <= {hub}
),
failure AS ( -- a failure of a firm that it was tied to in the time before
  SELECT f.resource_id, f.failed, f.failed_on, greatest(f.failed_known_on, t.known_on) AS known_on,
    least(t.known_until, f.failed_on + {within}, f.failed_known_until) AS known_until
  FROM few AS f
  JOIN tie AS t ON t.entity_id = f.failed AND t.resource_id = f.resource_id
  WHERE t.from_on <= f.failed_on AND (t.to_on IS NULL OR t.to_on >= f.failed_on - {before})
),
stay AS ( -- as long as an employer is tied to it
  SELECT entity_id, resource_id, from_on, greatest(known_on, from_on) AS known_on, least(known_until, to_on + 1) AS known_until
  FROM tie
),
met AS ( -- a failure elsewhere, beside an employer that is tied to the same
  SELECT s.entity_id, s.resource_id, f.failed, f.failed_on, greatest(s.known_on, f.known_on) AS known_on, least(s.known_until, f.known_until) AS known_until
  FROM stay AS s
  JOIN failure AS f ON f.resource_id = s.resource_id AND f.failed <> s.entity_id
  WHERE greatest(s.known_on, f.known_on) < coalesce(least(s.known_until, f.known_until), DATE '9999-12-31')
),
edge AS ( -- the days on which a failure begins or ceases to count
  SELECT entity_id, resource_id, failed, known_on AS on_day, 1 AS change FROM met
  UNION ALL
  SELECT entity_id, resource_id, failed, known_until, -1 FROM met WHERE known_until IS NOT NULL
),
counted AS ( -- by how many rows a failure counts after a day
  SELECT entity_id, resource_id, failed, on_day,
    sum(sum(change)) OVER (PARTITION BY entity_id, resource_id, failed ORDER BY on_day) AS after, sum(change) AS change
  FROM edge
  GROUP BY entity_id, resource_id, failed, on_day
),
daily AS ( -- how many failures count after a day
  SELECT entity_id, resource_id, on_day,
    sum(sum(CASE WHEN after > 0 THEN 1 ELSE 0 END - CASE WHEN after - change > 0 THEN 1 ELSE 0 END)) OVER so_far AS failures,
    lead(on_day) OVER so_far AS until_day
  FROM counted
  GROUP BY entity_id, resource_id, on_day
  WINDOW so_far AS (PARTITION BY entity_id, resource_id ORDER BY on_day)
),
serial AS (
  SELECT d.*, m.failed, m.failed_on
  FROM daily AS d
  JOIN met AS m ON m.entity_id = d.entity_id AND m.resource_id = d.resource_id AND m.known_on <= d.on_day
    AND (m.known_until IS NULL OR m.known_until > d.on_day)
  WHERE d.failures >= {at_least: d.on_day}
)
SELECT entity_id, max(failed_on) AS happened_on, on_day AS known_on, until_day AS known_until, CAST(failures AS DOUBLE) AS weight,
  CAST(NULL AS DOUBLE) AS whole, min(failed_on) AS first_on, max(failed_on) AS last_on,
  string_agg(DISTINCT failed, '; ' ORDER BY failed) AS others, resource_id AS resources, 'link/' || entity_id || '/' || resource_id AS source_ref
FROM serial
GROUP BY entity_id, resource_id, on_day, until_day, failures
