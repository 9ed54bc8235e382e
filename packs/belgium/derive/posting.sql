-- One row is a posting that a Belgian user takes in, as it was known: a worker of an employer abroad, from a day on. A later
-- declaration that corrects it makes a new row. entity_id is the user.
SELECT
  client AS entity_id,
  limosa,
  foreign_employer,
  inss,
  starting_on,
  ending_on,
  works,
  a1,
  nature,
  date_diff('day', starting_on, declared_on) AS days_late, -- above 0: declared after the work began
  known_on,
  known_until
FROM limosa
WHERE client IS NOT NULL
