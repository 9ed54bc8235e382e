-- One row is one loaded extract: which register, made when, with which content; or one removal from a register of what may not be kept.
SELECT source || ' ' || CAST(extract_on AS VARCHAR) || ' ' || content AS line
FROM batch
WHERE status = 'loaded'
UNION ALL
SELECT 'without ' || of || ' before ' || CAST(before_on AS VARCHAR)
FROM removed
WHERE what = 'rows'
ORDER BY line
