-- One row is a quarter of an employer of which both the VAT return and the declaration of staff are known: turnover beside hours and
-- wages, as they stood when the later of the two came in.
WITH both_known AS (
  SELECT t.entity_id, t.quarter_on, t.turnover, t.purchases, greatest(t.known_on, d.known_on) AS known_on, t.known_until
  FROM derived.turnover_quarter AS t
  JOIN (SELECT entity_id, quarter_on, min(known_on) AS known_on FROM derived.quarter_declaration GROUP BY ALL) AS d
    ON d.entity_id = t.entity_id AND d.quarter_on = t.quarter_on
  WHERE t.known_until IS NULL OR t.known_until > greatest(t.known_on, d.known_on)
)
SELECT b.entity_id, b.quarter_on, b.turnover, b.purchases, sum(q.workers) AS workers, sum(q.hours) AS hours, sum(q.wage) AS wage,
  b.turnover / nullif(sum(q.wage), 0) AS turnover_per_wage, b.known_on, b.known_until
FROM both_known AS b
JOIN derived.employer_quarter AS q ON q.entity_id = b.entity_id AND q.quarter_on = b.quarter_on AND q.known_on <= b.known_on
GROUP BY b.entity_id, b.quarter_on, b.turnover, b.purchases, b.known_on, b.known_until
