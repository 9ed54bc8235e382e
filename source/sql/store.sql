-- One row is one new version of a row of the register. A correction, and a row that comes back, count from the day of the extract
-- that brought them: what was known before that day stays as it was.
INSERT INTO register.{source} ({columns}, batch_id, line, known_on)
SELECT {i.columns}, i.batch_id, i.line, CASE WHEN v.line IS NULL THEN i.known_on ELSE v.known_on END
FROM incoming AS i
LEFT JOIN verdict AS v ON v.line = i.line
WHERE v.line IS NULL OR v.verdict IN ('again', 'corrected')
ORDER BY i.line
