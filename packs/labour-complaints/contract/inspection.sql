-- One row is one complaint as an inspection: it can be taken up on the day after it is filed, so that a score due one day
-- before that knows what the worker said. Its outcome is known when it is closed; the extract holds closed ones only.
SELECT
  f.complaint_id AS inspection_id,
  coalesce(f.business, 'complaint ' || f.complaint_id) AS entity_id,
  f.filed_on + 1 AS inspected_on,
  greatest(c.known_on, f.filed_on + 1) AS known_on,
  CASE WHEN f.complaint_type = 'Wage Claim' THEN 'wage claim' ELSE 'other complaint' END AS channel,
  CASE WHEN c.amount_assessed > 0 THEN 'assessed' ELSE 'nothing assessed' END AS outcome,
  f.complaint_type AS phenomenon,
  c.amount_assessed,
  CAST(NULL AS DOUBLE) AS amount_collected,
  CAST(NULL AS DOUBLE) AS selection_probability, -- every complaint is handled; which are made is not the state's choice
  CAST(NULL AS VARCHAR) AS inspector_group, -- not published
  CAST(NULL AS DATE) AS known_until -- the extract was made once: nothing of it was corrected
FROM complaints AS f
JOIN closings AS c USING (complaint_id)
