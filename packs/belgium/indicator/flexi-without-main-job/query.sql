-- One row is a flexi-worker in a quarter for whom, three quarters before, less than the required share of a full-time job with other
-- employers was declared, for the days on which the registers said so. Quarters before the registers begin are not judged.
WITH began AS ( -- the first quarter that was declared
  SELECT min(quarter) AS quarter FROM dmfa_declaration
),
flexi AS ( -- a flexi-job, in each of its versions
  SELECT entity_id, inss, CAST(date_trunc('quarter', from_on) AS DATE) AS quarter_on, known_on, known_until
  FROM derived.employment
  WHERE worker_type = 'FLX'
),
worker AS ( -- a flexi-worker in a quarter, with the quarter of reference
  SELECT DISTINCT entity_id, inss, quarter_on,
    CAST(year(quarter_on - INTERVAL 9 MONTH) * 10 + quarter(quarter_on - INTERVAL 9 MONTH) AS INTEGER) AS reference
  FROM flexi
),
job AS ( -- ordinary jobs elsewhere in that quarter, as a share of full time; those that follow each other add up too, in favour of the worker
  SELECT w.entity_id, w.inss, w.quarter_on, o.known_on, o.known_until, CAST(o.mean_hours / o.reference_hours AS DECIMAL(18, 4)) AS part
  FROM worker AS w
  JOIN dmfa_occupation AS o ON o.inss = w.inss AND o.quarter = w.reference AND o.enterprise_number <> w.entity_id
  WHERE o.reference_hours > 0 AND coalesce(o.status, '') = ''
),
told AS ( -- what changes on a day in what is known of the worker's quarter
  SELECT entity_id, inss, quarter_on, known_on, 1 AS jobs, CAST(0 AS DECIMAL(18, 4)) AS part FROM flexi
  UNION ALL
  SELECT entity_id, inss, quarter_on, known_until, -1, 0 FROM flexi WHERE known_until IS NOT NULL
  UNION ALL
  SELECT entity_id, inss, quarter_on, known_on, 0, part FROM job
  UNION ALL
  SELECT entity_id, inss, quarter_on, known_until, 0, -part FROM job WHERE known_until IS NOT NULL
),
changed AS (
  SELECT entity_id, inss, quarter_on, known_on, sum(jobs) AS jobs, sum(part) AS part
  FROM told
  GROUP BY ALL
),
state AS ( -- all of it that is known from a day until the next
  SELECT entity_id, inss, quarter_on, known_on, lead(known_on) OVER past AS known_until, sum(jobs) OVER past AS jobs, sum(part) OVER past AS part
  FROM changed
  WINDOW past AS (PARTITION BY entity_id, inss, quarter_on ORDER BY known_on)
)
SELECT
  s.entity_id,
  s.quarter_on AS happened_on,
  s.known_on,
  s.known_until,
  CAST(1 AS DOUBLE) AS weight,
  w.reference AS quarter, round(100 * s.part) AS percent,
  'dimona/' || s.entity_id || '/' || CAST(s.quarter_on AS VARCHAR) AS source_ref
FROM state AS s
JOIN worker AS w ON w.entity_id = s.entity_id AND w.inss = s.inss AND w.quarter_on = s.quarter_on
JOIN began AS b ON w.reference >= b.quarter
JOIN threshold AS t ON t.id = 'flexi-main-share' AND (t.from_on IS NULL OR t.from_on <= s.quarter_on)
  AND (t.until_on IS NULL OR t.until_on > s.quarter_on)
WHERE s.jobs > 0 AND s.part < t.value
