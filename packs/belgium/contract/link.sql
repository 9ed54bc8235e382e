-- One row is a tie of an employer to something it may share with others: a person at its head, an address, a worker, a client, a
-- site. What was told later of the same tie is a row of its own, and the last one known says how it went on. Those that many share
-- (an accountant's address, a large client) stay in: whoever walks the network decides what a hub is. A person is one resource, at the
-- head of a firm or on its payroll, so that who leads one and works for another ties the two; the kind says which tie it is.
WITH own AS ( -- the employers of the directory
  SELECT DISTINCT enterprise_number FROM employer
),
place AS ( -- seats, and the establishments of an enterprise
  SELECT entity_number AS enterprise_number, 1.0 AS weight, zipcode, street_nl, street_fr, house_number, box, known_on, known_until
  FROM kbo_address
  WHERE address_type = 'REGO'
  UNION ALL
  SELECT e.enterprise_number, 0.7, a.zipcode, a.street_nl, a.street_fr, a.house_number, a.box, greatest(e.known_on, a.known_on),
    least(e.known_until, a.known_until)
  FROM kbo_establishment AS e
  JOIN kbo_address AS a ON a.entity_number = e.establishment_number AND a.address_type = 'BAET'
),
period AS ( -- a period of employment: what the first declaration said, what the first that changed its end said, and from when
  SELECT enterprise_number, inss, period,
    min_by(starting_on, received_at) AS from_on, min(known_on) AS known_on, min_by(ending_on, received_at) FILTER (WHERE action = 'IN') AS planned_on,
    min_by(ending_on, received_at) FILTER (WHERE action IN ('OUT', 'UPDATE')) AS ended_on,
    min_by(known_on, received_at) FILTER (WHERE action IN ('OUT', 'UPDATE') AND ending_on IS NOT NULL) AS ended_known_on,
    min(known_on) FILTER (WHERE action = 'CANCEL') AS cancelled_known_on
  FROM dimona
  WHERE result <> 'B'
  GROUP BY enterprise_number, inss, period
),
worked AS ( -- what is known first, and how it went on; of a cancelled one, that it ended as it began
  SELECT enterprise_number, inss, from_on, planned_on AS to_on, known_on FROM period
  UNION ALL
  SELECT enterprise_number, inss, from_on, ended_on, ended_known_on FROM period WHERE ended_on IS NOT NULL
  UNION ALL
  SELECT enterprise_number, inss, from_on, from_on, cancelled_known_on FROM period WHERE cancelled_known_on IS NOT NULL
),
on_site AS (
  SELECT contractor AS enterprise_number, works, starting_on, ending_on, known_on, known_until FROM works
  UNION ALL
  SELECT subcontractor, works, starting_on, ending_on, known_on, known_until FROM works_contract WHERE subcontractor IS NOT NULL
)
SELECT m.enterprise_number AS entity_id, 'person:' || m.inss AS resource_id, 'person' AS resource_kind, m.starting_on AS from_on,
  m.ending_on AS to_on, m.known_on, CASE WHEN m.function IN ('manager', 'director') THEN 1.0 ELSE 0.8 END AS weight
FROM mandate AS m
SEMI JOIN own ON own.enterprise_number = m.enterprise_number
UNION ALL -- of a mandate that was withdrawn, that it ended as it began
SELECT m.enterprise_number, 'person:' || m.inss, 'person', m.starting_on, m.starting_on, m.known_until,
  CASE WHEN m.function IN ('manager', 'director') THEN 1.0 ELSE 0.8 END
FROM mandate AS m
SEMI JOIN own ON own.enterprise_number = m.enterprise_number
ANTI JOIN mandate AS n ON n.enterprise_number = m.enterprise_number AND n.inss = m.inss AND n.starting_on = m.starting_on
  AND n.known_on <= m.known_until AND (n.known_until IS NULL OR n.known_until > m.known_until)
WHERE m.known_until IS NOT NULL
UNION ALL
SELECT p.enterprise_number,
  'address:' || p.zipcode || '|' || lower(coalesce(p.street_nl, p.street_fr, '')) || '|' || coalesce(p.house_number, '') || '|' || coalesce(p.box, ''),
  'address', p.known_on, p.known_until, p.known_on, p.weight
FROM place AS p
SEMI JOIN own ON own.enterprise_number = p.enterprise_number
WHERE p.zipcode IS NOT NULL AND (p.known_until IS NULL OR p.known_until > p.known_on)
UNION ALL
SELECT w.enterprise_number, 'person:' || w.inss, 'worker', w.from_on, w.to_on, w.known_on, 0.3
FROM worked AS w
WHERE w.from_on IS NOT NULL
UNION ALL
SELECT v.supplier, 'client:' || v.client, 'client', make_date(v.year, 1, 1), make_date(v.year, 12, 31), v.known_on,
  least(1.0, ln(1 + v.amount) / ln(1000000))
FROM vat_client AS v
SEMI JOIN own ON own.enterprise_number = v.supplier
UNION ALL
SELECT s.enterprise_number, 'site:' || s.works, 'site', s.starting_on, coalesce(s.ending_on, s.known_until), s.known_on, 1.0
FROM on_site AS s
SEMI JOIN own ON own.enterprise_number = s.enterprise_number
