-- One row is something that an employer has of a firm that failed: a worker who came over, a person who led both, or the
-- address of its seat. It counts once the failure and both ends of the tie are known, until a mandate is withdrawn. Alone it says little; together they are
-- the spider construction, in which debts stay behind and everything else moves on.
WITH failed AS ( -- firms that went bankrupt, as first known
  SELECT enterprise_number AS firm, judgment_on AS failed_on, known_on
  FROM bankruptcy
  WHERE kind = 'bankruptcy'
  QUALIFY row_number() OVER (PARTITION BY enterprise_number ORDER BY known_on, judgment_on) = 1
),
staff AS ( -- a worker of a failed firm in its last year; students, flexi-jobs and occasional work move about anyhow
  SELECT f.firm, f.failed_on, e.inss, greatest(f.known_on, min(e.known_on)) AS known_on
  FROM failed AS f
  JOIN derived.employment AS e ON e.entity_id = f.firm
  WHERE e.worker_type = 'OTH' AND e.from_on < f.failed_on + 30 AND coalesce(e.to_on, f.failed_on) > f.failed_on - 365
  GROUP BY f.firm, f.failed_on, f.known_on, e.inss
),
came AS ( -- the employers for whom they began around the failure, and the day as first known
  SELECT e.entity_id, s.firm, s.failed_on, s.inss, e.from_on AS happened_on, greatest(s.known_on, e.known_on) AS known_on
  FROM staff AS s
  JOIN derived.employment AS e ON e.inss = s.inss AND e.entity_id <> s.firm
  WHERE e.worker_type = 'OTH' AND e.user_enterprise IS NULL AND e.from_on BETWEEN s.failed_on - 270 AND s.failed_on + 180
  QUALIFY row_number() OVER (PARTITION BY e.entity_id, s.firm, s.inss ORDER BY e.known_on, e.from_on) = 1
),
mandates AS ( -- persons and firms, as first known; of each person the first sixty
  SELECT inss, firm, starting_on, known_on, withdrawn_on
  FROM (
    SELECT inss, enterprise_number AS firm, min_by(starting_on, (known_on, starting_on)) AS starting_on, min(known_on) AS known_on,
      CASE WHEN bool_and(known_until IS NOT NULL) THEN max(known_until) END AS withdrawn_on
    FROM mandate
    GROUP BY inss, enterprise_number
  )
  QUALIFY row_number() OVER (PARTITION BY inss ORDER BY known_on, firm) <= 60
),
led AS ( -- a person who led the failed firm, and leads another
  SELECT b.firm AS entity_id, f.firm, f.failed_on, a.inss, b.starting_on AS happened_on,
    greatest(f.known_on, a.known_on, b.known_on) AS known_on, least(a.withdrawn_on, b.withdrawn_on) AS known_until
  FROM failed AS f
  JOIN mandates AS a ON a.firm = f.firm
  JOIN mandates AS b ON b.inss = a.inss AND b.firm <> f.firm
),
seats AS ( -- firms at an address, as first known; of each address the first twelve, against business centres
  SELECT firm, address_key, known_on
  FROM (
    SELECT enterprise_number AS firm, address_key, min(known_on) AS known_on
    FROM derived.company
    WHERE address_key IS NOT NULL
    GROUP BY enterprise_number, address_key
  )
  QUALIFY row_number() OVER (PARTITION BY address_key ORDER BY known_on, firm) <= 12
),
seated AS ( -- a firm at the address of the failed one
  SELECT b.firm AS entity_id, f.firm, f.failed_on, a.address_key, b.known_on AS happened_on,
    greatest(f.known_on, a.known_on, b.known_on) AS known_on
  FROM failed AS f
  JOIN seats AS a ON a.firm = f.firm
  JOIN seats AS b ON b.address_key = a.address_key AND b.firm <> f.firm
),
tie AS (
  SELECT entity_id, firm, failed_on, 'worker' AS kind, inss AS resource, happened_on, known_on, CAST(NULL AS DATE) AS known_until FROM came
  UNION ALL
  SELECT entity_id, firm, failed_on, 'manager', inss, happened_on, known_on, known_until FROM led
  UNION ALL
  SELECT entity_id, firm, failed_on, 'address', address_key, happened_on, known_on, NULL FROM seated
)
SELECT t.entity_id, t.firm AS failed, t.failed_on, t.kind, t.resource, t.happened_on, greatest(t.known_on, e.known_on) AS known_on, t.known_until
FROM tie AS t
JOIN (SELECT enterprise_number, min(known_on) AS known_on FROM employer GROUP BY enterprise_number) AS e ON e.enterprise_number = t.entity_id
WHERE t.known_until IS NULL OR t.known_until > greatest(t.known_on, e.known_on)
