-- One row is a firm that was seen on a site without a contract there: it is neither the declared contractor nor one of the
-- declared subcontractors. It counts until the contract is declared or the last of its check-ins there was corrected. entity_id is
-- the contractor, who answers for the site.
WITH seen AS ( -- a firm on a site, from when that was first known until the last check-in that said so was corrected
  SELECT works, enterprise_number AS firm, false AS abroad, min(known_on) AS known_on,
    CASE WHEN bool_and(known_until IS NOT NULL) THEN max(known_until) END AS known_until
  FROM presence
  WHERE enterprise_number IS NOT NULL
  GROUP BY works, enterprise_number
  UNION ALL
  SELECT works, foreign_employer, true, min(known_on),
    CASE WHEN bool_and(known_until IS NOT NULL) THEN max(known_until) END
  FROM presence
  WHERE enterprise_number IS NULL AND foreign_employer IS NOT NULL
  GROUP BY works, foreign_employer
),
declared AS ( -- a firm that a declaration names on a site, and the first day on which that was known
  SELECT works, subcontractor AS firm, min(known_on) AS known_on
  FROM works_contract
  WHERE subcontractor IS NOT NULL
  GROUP BY works, subcontractor
  UNION ALL
  SELECT works, foreign_subcontractor, min(known_on)
  FROM works_contract
  WHERE foreign_subcontractor IS NOT NULL
  GROUP BY works, foreign_subcontractor
),
site AS ( -- a site and its contractor, as first declared
  SELECT works, contractor, known_on
  FROM works
  QUALIFY row_number() OVER (PARTITION BY works ORDER BY known_on) = 1
)
SELECT
  t.contractor AS entity_id,
  s.works,
  s.firm,
  s.abroad,
  s.known_on - 1 AS happened_on, -- the first registration
  greatest(s.known_on, t.known_on) AS known_on,
  least(d.known_on, s.known_until) AS known_until
FROM seen AS s
JOIN site AS t ON t.works = s.works AND t.contractor <> s.firm
LEFT JOIN declared AS d ON d.works = s.works AND d.firm = s.firm
WHERE coalesce(least(d.known_on, s.known_until), DATE '9999-12-31') > greatest(s.known_on, t.known_on)
