-- One number: the rows of the batch under which nothing stands that could end.
SELECT count(*)
FROM incoming AS i
ANTI JOIN (SELECT * FROM register.{source} WHERE known_until IS NULL) AS r ON {i.key = r.key}
