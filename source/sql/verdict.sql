-- One row is one row of the batch (its line) and what the register makes of it: added, when it bears a key of which nothing
-- was known when the extract was made; unchanged, when it says what was known; corrected, when it says something else.
CREATE OR REPLACE TEMP TABLE verdict AS
WITH known AS ( -- the version of each key that was in force before this extract
  SELECT r.*
  FROM register.{source} AS r
  JOIN batch AS b ON b.batch_id = r.batch_id
  WHERE (b.extract_on, b.batch_id) < (DATE {extract_on}, {batch})
  {latest}
)
SELECT
  i.line,
  CASE WHEN k.batch_id IS NULL THEN 'added'
       WHEN {i.other IS NOT DISTINCT FROM k.other} THEN 'unchanged'
       ELSE 'corrected' END AS verdict
FROM incoming AS i
LEFT JOIN known AS k ON {i.key = k.key}
