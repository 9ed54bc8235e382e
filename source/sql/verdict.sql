-- One row is one row of the batch (its line), what the register makes of it, and the version it was compared with: added, when it
-- bears a key of which nothing was known; again, when what was known of it had ended before; unchanged, when it says what is
-- known; restored, when it says what an extract of the same day ended; corrected, when it says something else.
CREATE OR REPLACE TEMP TABLE verdict AS
WITH known AS ( -- the last version of each key; every extract in the register was made before this one
  {known}
)
SELECT
  i.line, k.batch_id AS known_batch, k.line AS known_line,
  CASE WHEN k.batch_id IS NULL THEN 'added'
       WHEN k.known_until < DATE {extract_on} THEN 'again'
       WHEN NOT ({i.other IS NOT DISTINCT FROM k.other}) THEN 'corrected'
       WHEN k.known_until IS NOT NULL THEN 'restored'
       ELSE 'unchanged' END AS verdict
FROM incoming AS i
LEFT JOIN known AS k ON {i.key = k.key}
