-- One row is a party and a date: the sector that its latest claims name, and how often claims of that sector had ended in a judgment.
WITH said AS ( -- the latest sector that is named, known with the claim for the party that stands for it
  SELECT party AS entity_id, naics_code, known_on
  FROM (SELECT *, party = min(party) OVER (PARTITION BY case_id) AS stands FROM parties)
  WHERE stands AND naics_code IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY party, known_on ORDER BY case_id DESC) = 1
),
daily AS ( -- claims by sector and by the day their outcome became known
  SELECT n.sector, i.known_on, count(*) AS n, count(*) FILTER (WHERE i.outcome = 'judgment') AS judged
  FROM inspection AS i
  JOIN (SELECT DISTINCT case_id, substr(naics_code, 1, 3) AS sector FROM parties WHERE naics_code IS NOT NULL) AS n ON n.case_id = i.inspection_id
  WHERE i.channel = 'claim'
  GROUP BY n.sector, i.known_on
),
running AS (
  SELECT sector, known_on, sum(n) OVER w AS n, sum(judged) OVER w AS judged
  FROM daily
  WINDOW w AS (PARTITION BY sector ORDER BY known_on)
),
here AS (
  SELECT c.entity_id, c.as_of, s.naics_code, substr(s.naics_code, 1, 3) AS sector
  FROM cohort AS c
  ASOF LEFT JOIN said AS s ON s.entity_id = c.entity_id AND s.known_on <= c.as_of
)
SELECT
  h.entity_id,
  h.as_of,
  substr(h.naics_code, 1, 2) AS sector,
  length(h.naics_code) AS digits,
  (coalesce(r.judged, 0) + 1.0) / (coalesce(r.n, 0) + 33.0) AS sector_rate -- thirty-three imagined claims with the usual outcome
FROM here AS h
ASOF LEFT JOIN running AS r ON r.sector = h.sector AND r.known_on <= h.as_of
