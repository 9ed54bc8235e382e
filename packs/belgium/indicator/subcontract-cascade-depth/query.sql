-- One row is a contract deeper in a chain than the threshold, told of the contractor at the top and of the principal who gave it.
WITH site AS ( -- a works and its contractor, as first declared
  SELECT works, contractor, known_on
  FROM works
  QUALIFY row_number() OVER (PARTITION BY works ORDER BY known_on) = 1
),
deep AS (
  SELECT c.works, c.contract, c.principal, c.level, c.starting_on, c.known_on, c.known_until
  FROM works_contract AS c
  JOIN threshold AS t ON t.id = 'chain-levels' AND (t.from_on IS NULL OR t.from_on <= c.starting_on)
    AND (t.until_on IS NULL OR t.until_on > c.starting_on)
  WHERE c.level > t.value
),
told AS (
  SELECT s.contractor AS entity_id, d.*, greatest(d.known_on, s.known_on) AS both_on
  FROM deep AS d
  JOIN site AS s ON s.works = d.works
  UNION
  SELECT d.principal, d.*, d.known_on
  FROM deep AS d
  WHERE d.principal IS NOT NULL
)
SELECT
  entity_id,
  starting_on AS happened_on,
  min(both_on) AS known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  level, works,
  'works_contract/' || works || '/' || CAST(contract AS VARCHAR) AS source_ref
FROM told
GROUP BY ALL
HAVING known_until IS NULL OR known_until > min(both_on)
