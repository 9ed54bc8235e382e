-- One row is one labelled row of the model, in the order in which it is read, with what is audited and not learnt from: what kind of business it was
-- known to be on the as-of date, and how many years it had existed.
WITH version AS (
  SELECT entity_id, kind, started_on, coalesce(known_on, DATE '0001-01-01') AS holds_from,
    coalesce(lead(known_on) OVER (PARTITION BY entity_id ORDER BY known_on), DATE '9999-12-31') AS holds_until
  FROM entity
)
SELECT
  v.kind,
  CAST(date_diff('day', v.started_on, l.as_of) AS DOUBLE) / 365.25 AS age
FROM labelled AS l
LEFT JOIN version AS v ON v.entity_id = l.entity_id AND v.holds_from <= l.as_of AND v.holds_until > l.as_of
WHERE l.model = $model
ORDER BY l.inspected_on, l.row_id, l.label_known_on
