-- One row is an indicator, an entity and a date of the cohort on which some of its evidence counts. Weights are rounded to a millionth, so
-- that the order in which they are added up changes nothing.
SELECT
  e.indicator, e.entity_id, c.as_of,
  round(sum(e.weight), 6) AS weight,
  count(*) AS evidence,
  min(e.happened_on) AS first_on,
  max(e.happened_on) AS last_on,
  coalesce(round(sum(e.weight), 6) >= max(t.value), false) AS fires
FROM evidence AS e
JOIN cohort AS c ON c.entity_id = e.entity_id AND c.as_of >= e.counts_from AND (e.counts_until IS NULL OR c.as_of < e.counts_until)
LEFT JOIN (
{thresholds}
) AS t ON t.id = e.indicator AND (t.from_on IS NULL OR t.from_on <= c.as_of) AND (t.until_on IS NULL OR t.until_on > c.as_of)
GROUP BY e.indicator, e.entity_id, c.as_of
ORDER BY e.indicator, c.as_of, e.entity_id
