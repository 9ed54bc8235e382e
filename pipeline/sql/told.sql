-- One row is one more inspection: what an inspector told of a target, where no register knew of it before, from known_on until it was corrected.
-- A correction is the same inspection told differently from its own day on. A register that tells the visit later than the inspector first did
-- adds nothing; what was known first stays, so that no date learns from what came after it.
INSERT INTO inspection (inspection_id, entity_id, inspected_on, known_on, channel, outcome, phenomenon, amount_assessed, amount_collected, selection_probability, inspector_group, known_until)
WITH RECURSIVE chain AS ( -- what was told, and what of it was said first
  SELECT feedback_id, feedback_id AS first_id, known_on AS first_known_on, entity_id, inspected_on
  FROM told
  WHERE corrects IS NULL OR corrects NOT IN (SELECT feedback_id FROM told)
  UNION ALL
  SELECT t.feedback_id, c.first_id, c.first_known_on, c.entity_id, c.inspected_on
  FROM told AS t
  JOIN chain AS c ON t.corrects = c.feedback_id
),
version AS (
  SELECT t.*, c.first_id, lead(t.known_on) OVER (PARTITION BY c.first_id ORDER BY t.known_on, t.feedback_id) AS known_until
  FROM told AS t
  JOIN chain AS c ON c.feedback_id = t.feedback_id
  WHERE NOT EXISTS (
    SELECT 1 FROM inspection AS i
    WHERE i.entity_id = c.entity_id AND i.inspected_on = c.inspected_on AND i.outcome IS NOT NULL AND i.known_on <= c.first_known_on)
)
SELECT 'feedback/' || first_id, entity_id, inspected_on, known_on, channel, outcome, phenomenon, amount_assessed, amount_collected,
  selection_probability, inspector_group, known_until
FROM version
WHERE known_until IS NULL OR known_until > known_on
