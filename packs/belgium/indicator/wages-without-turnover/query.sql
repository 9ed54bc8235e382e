-- One row is a quarter in which the wages, with the employer's contributions on top, are more than what was sold less what was bought,
-- as they stood when both were known. Only who files VAT returns is held to it.
SELECT
  v.entity_id,
  v.quarter_on AS happened_on,
  v.known_on,
  v.known_until,
  CAST(1 AS DOUBLE) AS weight,
  round(v.wage) AS wage, round(v.turnover - v.purchases) AS added,
  'vat_return/' || v.entity_id || '/' || CAST(v.quarter_on AS VARCHAR) AS source_ref
FROM derived.turnover_wage AS v
JOIN threshold AS t ON t.id = 'cost-of-a-wage' AND (t.from_on IS NULL OR t.from_on <= v.quarter_on)
  AND (t.until_on IS NULL OR t.until_on > v.quarter_on)
WHERE v.wage > 5000 AND v.turnover - v.purchases < t.value * v.wage
