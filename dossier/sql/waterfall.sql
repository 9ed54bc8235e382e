-- One row is how far one feature moved one of the employer's scores in the newest run, of the lists on which it stands.
WITH usual AS (
  SELECT model, avg(score) AS usual
  FROM score
  WHERE as_of <= CAST($as_of AS DATE)
  GROUP BY model
)
SELECT s.run_id, s.model, u.usual, s.score, s.margin, c.feature, c.amount, coalesce(c.value, ''), coalesce(c.peer, '')
FROM score AS s
JOIN contribution AS c ON c.run_id = s.run_id AND c.model = s.model AND c.entity_id = s.entity_id
JOIN usual AS u ON u.model = s.model
WHERE s.entity_id = $entity AND s.as_of <= CAST($as_of AS DATE)
ORDER BY s.model, abs(c.amount) DESC, c.feature
