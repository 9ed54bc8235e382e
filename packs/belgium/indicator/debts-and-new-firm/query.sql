-- One row is an employer that was registered while another firm of one of its managers owed the NSSO more than a quarter's
-- contributions, or within a year after.
WITH opened AS ( -- an employer, as first known
  SELECT enterprise_number AS entity_id, registered_on, known_on
  FROM employer
  QUALIFY row_number() OVER (PARTITION BY enterprise_number ORDER BY known_on, registered_on) = 1
)
SELECT
  m.entity_id,
  o.registered_on AS happened_on,
  greatest(o.known_on, m.known_on, t.known_on) AS known_on,
  m.known_until,
  CAST(1 AS DOUBLE) AS weight,
  'firm ' || m.other || ' with the same manager owed EUR ' || CAST(CAST(round(t.amount) AS BIGINT) AS VARCHAR) AS detail,
  'nsso_account/' || m.other || ' mandate/' || m.entity_id AS source_ref
FROM opened AS o
JOIN derived.manager_firm AS m ON m.entity_id = o.entity_id
JOIN derived.trouble AS t ON t.firm = m.other AND t.kind = 'debt' AND t.happened_on BETWEEN o.registered_on - 365 AND o.registered_on + 180
WHERE m.other_from < o.registered_on
  AND (m.other_to IS NULL OR m.other_end_known_on > greatest(o.known_on, m.known_on, t.known_on) OR m.other_to > o.registered_on - 365)
  AND (m.known_until IS NULL OR m.known_until > greatest(o.known_on, m.known_on, t.known_on))
QUALIFY row_number() OVER (PARTITION BY m.entity_id, m.other ORDER BY greatest(o.known_on, m.known_on, t.known_on), t.happened_on, m.inss) = 1
