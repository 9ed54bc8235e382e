-- One row is a firm on a circle of contracts that leads back to it, as was known from known_on until known_until: each was given
-- within {within} days of the others. A firm that is on no circle is left out early, so that few ways are walked.
WITH RECURSIVE contract AS ( -- counts for so many days from its beginning
  SELECT {giver} AS giver, {taker} AS taker, {begins} AS begins_on, {ref} AS ref, greatest(known_on, {begins}) AS known_on,
    least(known_until, {begins} + {within}) AS known_until
  FROM {contracts}
  WHERE {giver} <> {taker} AND greatest(known_on, {begins}) < least(known_until, {begins} + {within})
),
counted AS ( -- how many contracts of two firms count after a day
  SELECT giver, taker, on_day, sum(change) AS change, sum(sum(change)) OVER (PARTITION BY giver, taker ORDER BY on_day) AS after
  FROM (
    SELECT giver, taker, known_on AS on_day, 1 AS change FROM contract
    UNION ALL
    SELECT giver, taker, known_until, -1 FROM contract
  )
  GROUP BY giver, taker, on_day
),
turned AS ( -- from when until when there is one at all
  SELECT giver, taker, on_day AS known_on, lead(on_day) OVER (PARTITION BY giver, taker ORDER BY on_day) AS known_until, after
  FROM counted
  WHERE (after > 0) <> (after - change > 0)
),
tied AS (
  SELECT t.giver, t.taker, t.known_on, t.known_until, max(c.begins_on) AS begins_on, min_by(c.ref, c.known_on) AS ref
  FROM (SELECT * FROM turned WHERE after > 0) AS t
  JOIN contract AS c ON c.giver = t.giver AND c.taker = t.taker AND c.known_on <= t.known_on AND c.known_until > t.known_on
  GROUP BY t.giver, t.taker, t.known_on, t.known_until
),
between_others AS ( -- both firms give and take
  SELECT t.*
  FROM tied AS t
  SEMI JOIN tied AS into_giver ON into_giver.taker = t.giver
  SEMI JOIN tied AS from_taker ON from_taker.giver = t.taker
),
step AS ( -- and so do those next to them
  SELECT t.*
  FROM between_others AS t
  SEMI JOIN between_others AS into_giver ON into_giver.taker = t.giver
  SEMI JOIN between_others AS from_taker ON from_taker.giver = t.taker
),
way AS ( -- ways from the firm of a circle whose number comes first, on days on which all their contracts count
  SELECT giver AS first_firm, taker AS last_firm, giver || '; ' || taker AS firms, 1 AS contracts, known_on, known_until, begins_on AS first_on,
    begins_on AS last_on, ref AS refs
  FROM step
  WHERE taker > giver
  UNION ALL
  SELECT w.first_firm, s.taker, CASE WHEN s.taker = w.first_firm THEN w.firms ELSE w.firms || '; ' || s.taker END, w.contracts + 1,
    greatest(w.known_on, s.known_on), least(w.known_until, s.known_until), least(w.first_on, s.begins_on), greatest(w.last_on, s.begins_on),
    w.refs || ' ' || s.ref
  FROM way AS w
  JOIN step AS s ON s.giver = w.last_firm
  WHERE w.last_firm <> w.first_firm AND greatest(w.known_on, s.known_on) < least(w.known_until, s.known_until)
    AND (s.taker = w.first_firm
      OR s.taker > w.first_firm AND w.contracts + 1 < {longest} AND position('; ' || s.taker || ';' IN '; ' || w.firms || ';') = 0)
),
circle AS (
  SELECT *
  FROM way
  WHERE first_firm = last_firm
)
SELECT unnest(string_split(firms, '; ')) AS entity_id, last_on AS happened_on, known_on, known_until, CAST(1 AS DOUBLE) AS weight,
  CAST(contracts AS DOUBLE) AS whole, first_on, last_on, firms AS others, CAST(NULL AS VARCHAR) AS resources, refs AS source_ref
FROM circle
