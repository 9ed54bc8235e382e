-- One row is an employer that was registered while another firm of one of its managers owed the NSSO more than a quarter's
-- contributions, or within a year after. It stands until it is known that the manager had left that firm a year before.
WITH opened AS ( -- an employer, as first known
  SELECT enterprise_number AS entity_id, registered_on, known_on
  FROM employer
  QUALIFY row_number() OVER (PARTITION BY enterprise_number ORDER BY known_on, registered_on) = 1
),
ended AS ( -- that the other mandate ended, and since when that was known
  SELECT entity_id, inss, other, other_from, min_by(other_to, known_on) AS other_to, min(known_on) AS known_on
  FROM derived.manager_firm
  WHERE other_to IS NOT NULL
  GROUP BY entity_id, inss, other, other_from
),
owed AS (
  SELECT m.entity_id, m.other, m.inss, o.registered_on, t.amount, t.happened_on AS owed_on, greatest(o.known_on, m.known_on, t.known_on) AS known_on,
    least(m.known_until, CASE WHEN n.other_to <= o.registered_on - 365 THEN n.known_on END) AS known_until
  FROM opened AS o
  JOIN derived.manager_firm AS m ON m.entity_id = o.entity_id AND m.other_to IS NULL AND m.other_from < o.registered_on
  JOIN derived.trouble AS t ON t.firm = m.other AND t.kind = 'debt' AND t.happened_on BETWEEN o.registered_on - 365 AND o.registered_on + 180
  LEFT JOIN ended AS n ON n.entity_id = m.entity_id AND n.inss = m.inss AND n.other = m.other AND n.other_from = m.other_from
)
SELECT
  entity_id,
  registered_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  other, round(amount) AS amount,
  'nsso_account/' || other || ' mandate/' || entity_id AS source_ref
FROM owed
WHERE known_until IS NULL OR known_until > known_on
QUALIFY row_number() OVER (PARTITION BY entity_id, other ORDER BY known_on, owed_on, inss) = 1
