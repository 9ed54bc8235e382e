-- One row is how often visits found that what the indicator had said of their target held, and how often that it did not. What it had said
-- it said as of the day of the list; it counts where the indicator fired then. Of what was corrected by the date only the correction counts.
SELECT count(*) FILTER (WHERE v.verdict = 'confirmed') AS confirmed, count(*) FILTER (WHERE v.verdict = 'refuted') AS refuted
FROM verdict AS v
JOIN told AS t ON t.feedback_id = v.feedback_id
WHERE v.feature = 'indicator.' || {indicator}
  AND v.known_on <= CAST('{as_of}' AS DATE) AND t.inspected_on >= CAST('{since}' AS DATE)
  AND NOT EXISTS (SELECT 1 FROM told AS c WHERE c.corrects = v.feedback_id AND c.known_on <= CAST('{as_of}' AS DATE))
  AND EXISTS (
    SELECT 1 FROM firing AS f
    WHERE f.indicator = {indicator} AND f.entity_id = v.entity_id AND f.from_on <= t.as_of AND (f.until_on IS NULL OR f.until_on > t.as_of))
