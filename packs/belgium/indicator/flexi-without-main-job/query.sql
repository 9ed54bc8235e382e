-- One row is a flexi-worker in a quarter who had, three quarters before, less than the required share of a full-time job with
-- another employer. It counts until such a job is declared. Quarters before the registers begin are not judged.
WITH began AS ( -- the first quarter that was declared
  SELECT min(quarter) AS quarter FROM dmfa_declaration
),
flexi AS ( -- a flexi-worker in a quarter, as first known, with the quarter of reference
  SELECT entity_id, inss, period, from_on, known_on,
    CAST(year(from_on - INTERVAL 9 MONTH) * 10 + quarter(from_on - INTERVAL 9 MONTH) AS INTEGER) AS reference
  FROM derived.employment
  WHERE worker_type = 'FLX'
  QUALIFY row_number() OVER (PARTITION BY entity_id, inss, date_trunc('quarter', from_on) ORDER BY known_on, period) = 1
),
job AS ( -- jobs of those people, as a share of full time
  SELECT o.quarter, o.enterprise_number, o.inss, o.known_on, o.mean_hours / o.reference_hours AS part
  FROM dmfa_occupation AS o
  SEMI JOIN flexi AS f ON f.inss = o.inss
  WHERE o.reference_hours > 0 AND coalesce(o.status, '') = ''
),
held AS ( -- the day on which enough of a job elsewhere was known
  SELECT f.period, f.entity_id, f.inss, min(j.known_on) AS known_on
  FROM flexi AS f
  JOIN job AS j ON j.inss = f.inss AND j.quarter = f.reference AND j.enterprise_number <> f.entity_id
  JOIN threshold AS t ON t.id = 'flexi-main-share' AND (t.from_on IS NULL OR t.from_on <= f.from_on)
  AND (t.until_on IS NULL OR t.until_on > f.from_on)
  WHERE j.part >= t.value
  GROUP BY f.period, f.entity_id, f.inss
)
SELECT
  f.entity_id,
  f.from_on AS happened_on,
  f.known_on,
  h.known_on AS known_until,
  CAST(1 AS DOUBLE) AS weight,
  'no main job in quarter ' || CAST(f.reference AS VARCHAR) AS detail,
  'dimona/' || f.period AS source_ref
FROM flexi AS f
JOIN began AS b ON f.reference >= b.quarter
LEFT JOIN held AS h ON h.period = f.period AND h.entity_id = f.entity_id AND h.inss = f.inss
WHERE h.known_on IS NULL OR h.known_on > f.known_on
