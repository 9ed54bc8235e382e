-- One row is a quarter in which an employer declared more wages than it sold, as they stood when both were known. Only who files VAT
-- returns is held to it.
SELECT
  entity_id,
  quarter_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  'EUR ' || CAST(CAST(round(wage) AS BIGINT) AS VARCHAR) || ' of wages on EUR ' || CAST(CAST(round(turnover) AS BIGINT) AS VARCHAR) || ' of turnover' AS detail,
  'vat_return/' || entity_id || '/' || CAST(quarter_on AS VARCHAR) AS source_ref
FROM derived.turnover_wage
WHERE wage > 5000 AND turnover < wage
