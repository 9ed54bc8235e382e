-- One row is a worker who drew unemployment benefit two months to a year after being hired. It weighs as a share, in percent, of
-- all whom the employer hired in the year before the benefit, six at least, by what was known with it.
SELECT
  b.entity_id,
  b.happened_on,
  b.known_on,
  b.known_until,
  100.0 / greatest(coalesce(sum(h.hires), 0), 6) AS weight,
  'benefit ' || CAST(b.days_after AS VARCHAR) || ' days after being hired, one of ' || CAST(CAST(coalesce(sum(h.hires), 0) AS INTEGER) AS VARCHAR) || ' hired in a year' AS detail,
  'benefit/' || b.entity_id || '/' || CAST(b.happened_on AS VARCHAR) AS source_ref
FROM derived.benefit_after AS b
LEFT JOIN derived.hiring_month AS h ON h.entity_id = b.entity_id AND h.month BETWEEN b.happened_on - 365 AND b.happened_on AND h.known_on <= b.known_on
WHERE b.kind = 'unemployment' AND b.days_after BETWEEN 60 AND 365
GROUP BY b.entity_id, b.inss, b.happened_on, b.days_after, b.known_on, b.known_until
