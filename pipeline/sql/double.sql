-- One row goes: an inspection that a register told after the inspector had.
DELETE FROM inspection
WHERE inspection_id NOT LIKE 'feedback/%' AND EXISTS (
  SELECT 1 FROM inspection AS t
  WHERE t.inspection_id LIKE 'feedback/%' AND t.entity_id = inspection.entity_id AND t.inspected_on = inspection.inspected_on AND t.known_on < inspection.known_on)
