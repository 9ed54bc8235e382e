-- One row is a firm that was on a contractor's works without a declared contract there. It counts until the contract is declared.
SELECT
  entity_id,
  happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  CASE WHEN abroad THEN 'foreign' ELSE 'national' END AS firm_of, works,
  'presence/' || works || '/' || firm AS source_ref
FROM derived.site_stranger
