-- One row is one version of a touched key, by its place in the register, and the first day on which it does not count any more:
-- the earliest on which a later version counts, since one may count later than the one that corrects it, or on which it or
-- a later one ended.
CREATE OR REPLACE TEMP TABLE versions AS
SELECT r.rowid AS place,
  least(e.known_until, min(least(r.known_on, e.known_until)) OVER (
    PARTITION BY {r.key} ORDER BY r.batch_id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
  )) AS known_until
FROM register.{source} AS r
LEFT JOIN ended.{source} AS e ON e.batch_id = r.batch_id AND e.line = r.line AND e.restored_by IS NULL
SEMI JOIN touched AS t ON {r.key = t.key};

UPDATE register.{source} AS r
SET known_until = v.known_until
FROM versions AS v
WHERE r.rowid = v.place AND r.known_until IS DISTINCT FROM v.known_until
