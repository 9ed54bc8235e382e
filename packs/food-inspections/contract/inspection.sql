-- One row is one canvass inspection. Its channel is 'canvass' when it belongs to the cohort that the city published its
-- scores for, otherwise 'canvass, not scored'. The inspector group is the one that was assigned; for inspections outside the
-- published cohort, the one that came.
WITH came AS ( -- the group that visited a business on a day, when it was only one
  SELECT licence, visited_on, min(inspector_group) AS inspector_group
  FROM visits
  GROUP BY licence, visited_on
  HAVING min(inspector_group) = max(inspector_group)
)
SELECT
  i.inspection_id,
  i.licence AS entity_id,
  i.inspected_on,
  i.known_on,
  CASE WHEN c.inspection_id IS NULL THEN 'canvass, not scored' ELSE 'canvass' END AS channel,
  CASE WHEN i.critical_count > 0 THEN 'critical' WHEN i.serious_count > 0 THEN 'serious'
       WHEN i.minor_count > 0 THEN 'minor' ELSE 'none' END AS outcome,
  'food safety' AS phenomenon,
  CAST(NULL AS DOUBLE) AS amount_assessed, -- fines are not published
  CAST(NULL AS DOUBLE) AS amount_collected,
  CAST(NULL AS DOUBLE) AS selection_probability, -- how the city chose is not published
  coalesce(a.inspector_group, came.inspector_group) AS inspector_group,
  CAST(NULL AS DATE) AS known_until -- the extract was made once: nothing of it was corrected
FROM inspections AS i
LEFT JOIN city_scores AS c USING (inspection_id)
LEFT JOIN assignments AS a USING (inspection_id)
LEFT JOIN came ON came.licence = i.licence AND came.visited_on = i.inspected_on
