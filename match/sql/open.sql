-- One row is a pair that a person is still to look at: the person ($2) said nothing of it, and fewer than two others did, or they disagree. Whoever
-- is asked without a name ('') sees what nobody judged. What others said is left out, so that a second look is a second look.
WITH heard AS (
  SELECT least(record_a, record_b) AS one, greatest(record_a, record_b) AS other, count(DISTINCT judged_by) AS reviewers,
    count(*) FILTER (WHERE judged_by = $2) AS own
  FROM judgement
  WHERE match = $1
  GROUP BY ALL
)
SELECT r.record_a, r.record_b, r.why, r.probability, CAST(r.known_on AS VARCHAR)
FROM review AS r
LEFT JOIN heard AS h ON h.one = least(r.record_a, r.record_b) AND h.other = greatest(r.record_a, r.record_b)
WHERE r.match = $1
  AND coalesce(h.own, 0) = 0
  AND (coalesce(h.reviewers, 0) < CASE WHEN $2 = '' THEN 1 ELSE 2 END OR r.why = 'disputed')
ORDER BY CASE r.why WHEN 'disputed' THEN 0 WHEN 'contradicted' THEN 1 ELSE 2 END, r.probability DESC, r.record_a, r.record_b
