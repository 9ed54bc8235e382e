-- One row is a part-time worker in a quarter whose days on building sites, eight hours each, are more hours than the employer declared for
-- that worker, by over a quarter, for the days on which the registers said so. Nothing is said before a fortnight after the quarter.
WITH day AS ( -- a day on site of a worker; it stands until its last check-in is corrected
  SELECT enterprise_number AS entity_id, inss, present_on, CAST(date_trunc('quarter', present_on) AS DATE) AS quarter_on,
    min(known_on) AS known_on, CASE WHEN bool_and(known_until IS NOT NULL) THEN max(known_until) END AS known_until
  FROM presence
  WHERE enterprise_number IS NOT NULL
  GROUP BY enterprise_number, inss, present_on
),
often AS ( -- below ten days nothing can be said
  SELECT entity_id, inss, quarter_on FROM day GROUP BY entity_id, inss, quarter_on HAVING count(*) >= 10
),
seen AS (
  SELECT d.* FROM day AS d SEMI JOIN often AS o USING (entity_id, inss, quarter_on)
),
declared AS ( -- each line of a declaration for the same; only the first two kinds are part-time and full-time contracts
  SELECT d.enterprise_number AS entity_id, d.inss, o.quarter_on, d.known_on, d.known_until, CAST(d.hours AS DECIMAL(18, 2)) AS hours,
    CASE WHEN d.contract_type = 1 AND d.status IS NULL THEN 1 ELSE 0 END AS part,
    CASE WHEN d.contract_type = 0 AND d.status IS NULL THEN 1 ELSE 0 END AS whole
  FROM often AS o
  JOIN dmfa_occupation AS d ON d.enterprise_number = o.entity_id AND d.inss = o.inss AND d.quarter = year(o.quarter_on) * 10 + quarter(o.quarter_on)
),
told AS ( -- what changes on a day in what is known of a quarter
  SELECT entity_id, inss, quarter_on, known_on AS day, 1 AS days, CAST(0 AS DECIMAL(18, 2)) AS hours, 0 AS part, 0 AS whole FROM seen
  UNION ALL
  SELECT entity_id, inss, quarter_on, known_until, -1, 0, 0, 0 FROM seen WHERE known_until IS NOT NULL
  UNION ALL
  SELECT entity_id, inss, quarter_on, known_on, 0, hours, part, whole FROM declared
  UNION ALL
  SELECT entity_id, inss, quarter_on, known_until, 0, -hours, -part, -whole FROM declared WHERE known_until IS NOT NULL
),
changed AS (
  SELECT entity_id, inss, quarter_on, greatest(day, CAST(quarter_on + INTERVAL 3 MONTH + INTERVAL 14 DAY AS DATE)) AS known_on,
    sum(days) AS days, sum(hours) AS hours, sum(part) AS part, sum(whole) AS whole
  FROM told
  GROUP BY ALL
),
state AS ( -- all of it that is known from a day until the next
  SELECT entity_id, inss, quarter_on, known_on, lead(known_on) OVER past AS known_until,
    sum(days) OVER past AS days, sum(hours) OVER past AS declared, sum(part) OVER past AS part, sum(whole) OVER past AS whole
  FROM changed
  WINDOW past AS (PARTITION BY entity_id, inss, quarter_on ORDER BY known_on)
)
SELECT
  entity_id,
  quarter_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  days, round(declared) AS declared,
  'dmfa_occupation/' || entity_id || '/' || CAST(year(quarter_on) * 10 + quarter(quarter_on) AS VARCHAR) AS source_ref
FROM state
WHERE part > 0 AND whole = 0 AND days >= 10 AND days * 8 > 1.25 * declared + 16
