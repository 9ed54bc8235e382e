-- One row is what LIMOSA said in a quarter of one number of a foreign employer: whom it posts, and to which Belgian users. A quarter is
-- known when it is over, and what is declared later belongs to the quarter in which it is: so a record never changes.
WITH posted AS (
  SELECT foreign_employer, inss, client, CAST(date_trunc('quarter', min(known_on)) AS DATE) AS quarter_on
  FROM limosa
  GROUP BY limosa, foreign_employer, inss, client
)
SELECT
  foreign_employer || '/' || CAST(quarter_on AS VARCHAR) AS record,
  foreign_employer AS number,
  string_agg(DISTINCT inss, ' ' ORDER BY inss) AS crew,
  string_agg(DISTINCT client, ' ' ORDER BY client) AS users,
  CAST(quarter_on + INTERVAL 3 MONTH AS DATE) AS known_on
FROM posted
GROUP BY foreign_employer, quarter_on
