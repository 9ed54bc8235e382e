-- One row is the quarterly declaration of an employer, with the days by which it came after the last day of the month that
-- follows the quarter.
SELECT
  enterprise_number AS entity_id,
  make_date(quarter // 10, (quarter % 10) * 3 - 2, 1) AS quarter_on,
  workers, contributions, received_on,
  origin = 'exofficio' AS ex_officio,
  date_diff('day', CAST(make_date(quarter // 10, (quarter % 10) * 3 - 2, 1) + INTERVAL 4 MONTH AS DATE), received_on) + 1 AS days_late,
  known_on, known_until
FROM dmfa_declaration
WHERE known_until IS NULL OR known_until > known_on
