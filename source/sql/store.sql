-- One row is one new version of a row of the register. A correction counts from the day of the extract that brought it:
-- what was known before that day stays as it was.
INSERT INTO register.{source} ({columns}, batch_id, line, known_on)
SELECT {i.columns}, i.batch_id, i.line,
  CASE v.verdict WHEN 'corrected' THEN greatest(i.known_on, DATE {extract_on}) ELSE i.known_on END
FROM incoming AS i
JOIN verdict AS v ON v.line = i.line
WHERE v.verdict <> 'unchanged'
ORDER BY i.line
