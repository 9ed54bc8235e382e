-- One row is an employer as the register first had it.
SELECT
  number,
  arg_min(name, known_on) AS name,
  arg_min(manager, known_on) AS manager,
  arg_min(premises, known_on) AS premises,
  arg_min(sector, known_on) AS sector,
  min(known_on) AS known_on
FROM employers
GROUP BY number
