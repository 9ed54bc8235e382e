-- One row is a month of an employer's check-ins and check-outs in cleaning, as they became known by one first of a month.
-- What came late has a row of its own, and what a correction took back has one of minus.
WITH told AS ( -- records, and those taken back
  SELECT enterprise_number AS entity_id, site, inss, in_at, out_at, break_minutes, known_on AS counted_on, 1 AS sign
  FROM cleaning_presence
  WHERE enterprise_number IS NOT NULL
  UNION ALL
  SELECT enterprise_number, site, inss, in_at, out_at, break_minutes, known_until, -1
  FROM cleaning_presence
  WHERE enterprise_number IS NOT NULL AND known_until IS NOT NULL
),
timed AS ( -- with the minutes that each says; what lasts no time or over a day is an error, and is left out
  SELECT entity_id, site, inss, in_at, counted_on, sign,
    date_diff('minute', in_at, out_at) - CAST(coalesce(break_minutes, 0) AS BIGINT) AS minutes
  FROM told
  WHERE out_at > in_at AND out_at <= in_at + INTERVAL 1 DAY
),
person AS ( -- a person at a place in a month
  SELECT entity_id, site, inss, sign,
    CAST(date_trunc('month', in_at) AS DATE) AS month,
    CAST(date_trunc('month', counted_on - 1) + INTERVAL 1 MONTH AS DATE) AS known_on,
    count(*) AS records,
    sum(minutes) AS minutes,
    count(*) FILTER (WHERE isodow(in_at) >= 6) AS weekend,
    count(*) FILTER (WHERE hour(in_at) >= 21 OR hour(in_at) < 5) AS night,
    count(*) FILTER (WHERE minutes > 540) AS long
  FROM timed
  GROUP BY ALL
)
SELECT
  entity_id,
  month,
  known_on,
  sum(sign * records) AS records,
  CAST(sum(sign * minutes) AS DOUBLE) / 60 AS hours,
  sum(sign * weekend) AS weekend,
  sum(sign * night) AS night,
  sum(sign * long) AS long,
  any_value(sign) * count(DISTINCT inss) AS workers,
  any_value(sign) * count(DISTINCT site) AS sites,
  any_value(sign) * count(*) AS places
FROM person
GROUP BY entity_id, month, known_on, sign
