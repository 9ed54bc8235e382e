-- One row is something that is wrong with a posting, as long as the registers say so: no A1 was named or issued when the
-- work had gone on for sixty days, the A1 ends before the work, the A1 was withdrawn, the posting was declared after it began,
-- or the worker was on the user's own payroll in the half year before.
WITH issued AS ( -- an A1 as it was first known, and when its withdrawal was known
  SELECT a1,
    min(known_on) AS known_on,
    arg_min(valid_until, known_on) AS valid_until,
    min(withdrawn_on) AS withdrawn_on,
    min(known_on) FILTER (WHERE withdrawn_on IS NOT NULL) AS withdrawal_known_on
  FROM a1
  WHERE known_until IS NULL OR known_until > known_on
  GROUP BY a1
),
matched AS ( -- a posting and the A1 that it names
  SELECT p.*, i.known_on AS a1_known_on, i.valid_until, i.withdrawn_on, i.withdrawal_known_on
  FROM derived.posting AS p
  LEFT JOIN issued AS i ON i.a1 = p.a1
),
fault AS (
  SELECT entity_id, limosa, foreign_employer, inss, 'without-a1' AS kind, starting_on AS happened_on,
    greatest(known_on, starting_on + 60) AS known_on,
    least(known_until, a1_known_on) AS known_until
  FROM matched
  WHERE ending_on >= starting_on + 60
  UNION ALL
  SELECT entity_id, limosa, foreign_employer, inss, 'a1-ends-before', valid_until, greatest(known_on, a1_known_on, valid_until + 1), known_until
  FROM matched
  WHERE valid_until < ending_on - 14
  UNION ALL
  SELECT entity_id, limosa, foreign_employer, inss, 'a1-withdrawn', withdrawn_on, greatest(known_on, withdrawal_known_on), known_until
  FROM matched
  WHERE withdrawn_on IS NOT NULL
  UNION ALL
  SELECT entity_id, limosa, foreign_employer, inss, 'declared-late', starting_on, known_on, known_until
  FROM matched
  WHERE days_late > 0
  UNION ALL
  SELECT p.entity_id, p.limosa, p.foreign_employer, p.inss, 'own-worker-before', p.starting_on,
    greatest(p.known_on, min(e.known_on)), p.known_until
  FROM matched AS p
  JOIN derived.employment AS e ON e.entity_id = p.entity_id AND e.inss = p.inss
    AND e.from_on <= p.starting_on AND coalesce(e.to_on, p.starting_on) > p.starting_on - 183
  GROUP BY p.entity_id, p.limosa, p.foreign_employer, p.inss, p.starting_on, p.known_on, p.known_until
)
SELECT entity_id, limosa, foreign_employer, inss, kind, happened_on, known_on, known_until
FROM fault
WHERE known_until IS NULL OR known_until > known_on
