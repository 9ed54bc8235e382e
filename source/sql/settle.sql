-- The same as store.sql where the rows are in the register already: those that say nothing new are taken out, and the others count
-- as they do there.
DELETE FROM register.{source}
WHERE batch_id = {batch} AND line IN (SELECT line FROM verdict WHERE verdict IN ('unchanged', 'restored'));

UPDATE register.{source} AS r
SET known_on = v.known_on
FROM verdict AS v
WHERE r.batch_id = {batch} AND v.line = r.line AND v.verdict IN ('again', 'corrected') AND r.known_on <> v.known_on
