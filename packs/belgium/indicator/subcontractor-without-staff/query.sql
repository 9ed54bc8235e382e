-- One row is a contract that an employer took as subcontractor while it declared no worker for the quarter in which it began and gave nothing on.
SELECT
  entity_id,
  starting_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  'contract on works ' || works || ' for EUR ' || CAST(CAST(round(amount) AS BIGINT) AS VARCHAR) || ', no staff declared for the quarter' AS detail,
  'works_contract/' || works AS source_ref
FROM derived.job_without_staff
WHERE part = 'subcontractor'
