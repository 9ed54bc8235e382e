-- One row is one more inspection: what an inspector told of a target, where no register knew of it before. A register that tells the
-- same visit later adds nothing; what was known first stays, so that no date learns from what came after it. A correction counts
-- from its own day, and what it corrects is not told any more.
INSERT INTO inspection (inspection_id, entity_id, inspected_on, known_on, channel, outcome, phenomenon, amount_assessed, amount_collected, selection_probability, inspector_group)
SELECT 'feedback/' || t.feedback_id, t.entity_id, t.inspected_on, t.known_on, t.channel, t.outcome, t.phenomenon, t.amount_assessed, t.amount_collected,
  t.selection_probability, t.inspector_group
FROM told AS t
WHERE NOT EXISTS (SELECT 1 FROM told AS c WHERE c.corrects = t.feedback_id)
  AND NOT EXISTS (
    SELECT 1 FROM inspection AS i
    WHERE i.entity_id = t.entity_id AND i.inspected_on = t.inspected_on AND i.outcome IS NOT NULL AND i.known_on <= t.known_on)
