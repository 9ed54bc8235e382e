-- One row is a bankrupt firm with contributions unpaid whose manager leads another that began from a year before its end to two years after, for the
-- days on which the registers said all of it.
WITH failed AS (
  SELECT f.number, f.manager, c.ended_on, c.unpaid, greatest(f.known_on, c.known_on) AS known_on, f.known_until, c.known_until AS withdrawn_on
  FROM employers AS f
  JOIN closures AS c ON c.number = f.number
  WHERE c.cause = 'bankruptcy' AND c.unpaid > 0
),
tie AS (
  SELECT e.number, e.started_on, x.number AS failed, x.ended_on, x.unpaid, greatest(e.known_on, x.known_on) AS known_on,
    -- the earliest end of the three rows; a far day stands for none
    least(coalesce(e.known_until, DATE '9999-12-31'), coalesce(x.known_until, DATE '9999-12-31'), coalesce(x.withdrawn_on, DATE '9999-12-31')) AS known_until
  FROM employers AS e
  JOIN failed AS x ON x.manager = e.manager AND x.number <> e.number AND e.started_on BETWEEN x.ended_on - 365 AND x.ended_on + 730
)
SELECT number AS entity_id, greatest(started_on, ended_on) AS happened_on, known_on, nullif(known_until, DATE '9999-12-31') AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  failed, ended_on, round(unpaid) AS unpaid,
  'closures/' || failed AS source_ref
FROM tie
WHERE known_until > known_on
