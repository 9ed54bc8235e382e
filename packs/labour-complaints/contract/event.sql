-- One row is a complaint that was filed about a business, or closed.
SELECT
  coalesce(business, 'complaint ' || complaint_id) AS entity_id,
  filed_on AS happened_on,
  known_on,
  'complaint filed' AS kind,
  coalesce(complaint_type, 'kind not said') || coalesce(': ' || replace(violation_types, '|', ', '), '') AS detail,
  'complaints/' || complaint_id AS source_ref,
  CAST(NULL AS DATE) AS known_until -- the extract was made once: nothing of it was corrected
FROM complaints
UNION ALL
SELECT
  coalesce(f.business, 'complaint ' || f.complaint_id),
  c.closed_on,
  c.known_on,
  'complaint closed',
  CASE WHEN c.amount_assessed > 0 THEN 'assessed ' || round(c.amount_assessed, 2) || ' USD' ELSE 'nothing assessed' END,
  'closings/' || f.complaint_id,
  NULL
FROM closings AS c
JOIN complaints AS f USING (complaint_id)
