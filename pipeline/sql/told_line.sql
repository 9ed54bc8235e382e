-- One row is one thing that an inspector told, as a line.
SELECT concat_ws(' ', feedback_id, coalesce(corrects, '-'), entity_id, inspected_on, known_on, channel, outcome, coalesce(phenomenon, '-'), amount_assessed, amount_collected,
  coalesce(CAST(selection_probability AS VARCHAR), '-'), inspector_group) AS line
FROM told
ORDER BY line
