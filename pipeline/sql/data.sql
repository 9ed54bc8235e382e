-- One row is one loaded extract: which register, made when, with which content.
SELECT source || ' ' || CAST(extract_on AS VARCHAR) || ' ' || content AS line
FROM batch
WHERE status = 'loaded'
ORDER BY source, extract_on, content
