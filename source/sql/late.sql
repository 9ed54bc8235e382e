-- Changes the rows of later extracts whose key this extract, made before them and loaded after them, turns out to have
-- known first: they are corrections now, and count from the day of their own extract.
UPDATE register.{source} AS r
SET known_on = greatest(r.known_on, b.extract_on)
FROM batch AS b
WHERE b.batch_id = r.batch_id
  AND (b.extract_on, b.batch_id) > (DATE {extract_on}, {batch})
  AND EXISTS (
    SELECT 1
    FROM incoming AS i
    JOIN verdict AS v ON v.line = i.line
    WHERE v.verdict = 'added' AND {i.key = r.key}
  )
