-- One row is one row of the batch whose key is known: its line, the last version of the key, and what the register makes of the
-- row: again, when what was known had ended before; corrected, when it says something else; restored, when it says what an
-- extract of the same day ended; unchanged, when it says what is known. A row of the batch that is not here is new.
CREATE OR REPLACE TEMP TABLE verdict AS
WITH known AS ( -- every extract in the register was made before this one
  SELECT i.line, i.known_on, r.rowid AS place, r.batch_id AS known_batch, r.line AS known_line, {ended_on} AS known_until,
    {i.other IS NOT DISTINCT FROM r.other} AS same
  FROM register.{source} AS r
  JOIN incoming AS i ON {i.key = r.key}
  {last}
)
SELECT
  line, greatest(known_on, DATE {extract_on}) AS known_on, place, known_batch, known_line,
  CASE WHEN known_until < DATE {extract_on} THEN 'again'
       WHEN NOT same THEN 'corrected'
       WHEN known_until IS NOT NULL THEN 'restored'
       ELSE 'unchanged' END AS verdict
FROM known
