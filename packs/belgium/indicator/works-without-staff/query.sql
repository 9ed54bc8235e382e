-- One row is a works that an employer declared as contractor, above the amount from which a declaration is due, while it declared no worker for the quarter in which it began and gave nothing on.
SELECT
  entity_id,
  starting_on AS happened_on,
  known_on,
  known_until,
  CAST(1 AS DOUBLE) AS weight,
  works, round(amount) AS amount,
  'works/' || works AS source_ref
FROM derived.job_without_staff
WHERE part = 'contractor'
