-- One row is one row of the batch (its line) and what the register makes of it: added, when it bears a key of which nothing
-- was known; unchanged, when it says what was known; corrected, when it says something else.
CREATE OR REPLACE TEMP TABLE verdict AS
WITH known AS ( -- the latest version of each key; every extract in the register was made before this one
  SELECT r.*
  FROM register.{source} AS r
  JOIN batch AS b ON b.batch_id = r.batch_id
  {latest}
)
SELECT
  i.line,
  CASE WHEN k.batch_id IS NULL THEN 'added'
       WHEN {i.other IS NOT DISTINCT FROM k.other} THEN 'unchanged'
       ELSE 'corrected' END AS verdict
FROM incoming AS i
LEFT JOIN known AS k ON {i.key = k.key}
