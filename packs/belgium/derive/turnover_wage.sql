-- One row is a quarter of an employer of which both the VAT return and the declaration of staff are known: turnover beside hours and
-- wages, as they were known from known_on until known_until. A correction of either has a row of its own.
WITH returned AS ( -- the VAT return, in each of its versions
  SELECT entity_id, quarter_on, turnover, purchases, known_on, coalesce(known_until, DATE '9999-12-31') AS known_until
  FROM derived.turnover_quarter
),
declared AS ( -- what came in of the quarter on a day, corrections among it; nothing counts before the declaration itself
  SELECT q.entity_id, q.quarter_on, greatest(q.known_on, d.known_on) AS known_on,
    sum(q.workers) AS workers, sum(CAST(q.hours AS DECIMAL(18, 2))) AS hours, sum(CAST(q.wage AS DECIMAL(18, 2))) AS wage
  FROM derived.employer_quarter AS q
  JOIN (SELECT entity_id, quarter_on, min(known_on) AS known_on FROM derived.quarter_declaration GROUP BY ALL) AS d
    ON d.entity_id = q.entity_id AND d.quarter_on = q.quarter_on
  GROUP BY ALL
),
staff AS ( -- and all of it by then
  SELECT entity_id, quarter_on, known_on, coalesce(lead(known_on) OVER past, DATE '9999-12-31') AS known_until,
    sum(workers) OVER past AS workers, sum(hours) OVER past AS hours, sum(wage) OVER past AS wage
  FROM declared
  WINDOW past AS (PARTITION BY entity_id, quarter_on ORDER BY known_on)
)
SELECT t.entity_id, t.quarter_on, t.turnover, t.purchases, CAST(s.workers AS DOUBLE) AS workers, CAST(s.hours AS DOUBLE) AS hours, CAST(s.wage AS DOUBLE) AS wage,
  t.turnover / nullif(CAST(s.wage AS DOUBLE), 0) AS turnover_per_wage,
  greatest(t.known_on, s.known_on) AS known_on, nullif(least(t.known_until, s.known_until), DATE '9999-12-31') AS known_until
FROM returned AS t
JOIN staff AS s ON s.entity_id = t.entity_id AND s.quarter_on = t.quarter_on AND s.known_on < t.known_until AND t.known_on < s.known_until
