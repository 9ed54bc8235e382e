-- One row is work at an employer during a benefit that does not allow it: an employment of a week or more during unemployment, or
-- that began during sickness, or a presence on a site during either. As long as a benefit has no end, its end may only not have been
-- told yet: the row counts once a later extract came in which the benefit still has none.
WITH paid AS (
  SELECT inss, kind, from_on, to_on, known_on, known_until
  FROM benefit
  WHERE kind IN ('unemployment', 'sickness') AND (known_until IS NULL OR known_until > known_on)
),
worked AS (
  SELECT e.entity_id, e.inss, b.kind, 'employment' AS against, greatest(e.from_on, b.from_on) AS from_on, least(e.to_on, b.to_on) AS to_on,
    e.period AS source_ref, greatest(e.known_on, b.known_on) AS known_on, least(e.known_until, b.known_until) AS known_until,
    b.to_on IS NULL AS is_open, greatest(e.from_on, b.from_on) + 31 AS confirmed_on
  FROM derived.employment AS e
  JOIN paid AS b
    ON b.inss = e.inss AND b.from_on <= coalesce(e.to_on, DATE '9999-12-31') AND coalesce(b.to_on, DATE '9999-12-31') >= e.from_on
  WHERE (b.kind = 'unemployment' OR e.from_on > b.from_on)
    AND date_diff('day', greatest(e.from_on, b.from_on), coalesce(least(e.to_on, b.to_on), DATE '9999-12-31')) >= 7
),
present AS (
  SELECT enterprise_number, inss, present_on, 'site' AS kind, check_id, known_on, known_until FROM presence WHERE enterprise_number IS NOT NULL
  UNION ALL
  SELECT enterprise_number, inss, CAST(in_at AS DATE), 'cleaning', record, known_on, known_until FROM cleaning_presence
),
seen AS (
  SELECT p.enterprise_number AS entity_id, p.inss, b.kind, p.kind AS against, p.present_on AS from_on, p.present_on AS to_on,
    min_by(p.check_id, p.known_on) AS source_ref, greatest(min(p.known_on), b.known_on) AS known_on,
    least(CASE WHEN bool_and(p.known_until IS NOT NULL) THEN max(p.known_until) END, b.known_until) AS known_until,
    b.to_on IS NULL AS is_open, p.present_on AS confirmed_on
  FROM present AS p
  JOIN paid AS b ON b.inss = p.inss AND b.from_on <= p.present_on AND coalesce(b.to_on, DATE '9999-12-31') >= p.present_on
  GROUP BY p.enterprise_number, p.inss, b.kind, p.kind, p.present_on, b.known_on, b.known_until, b.to_on IS NULL
),
told AS (
  SELECT * FROM worked
  UNION ALL
  SELECT * FROM seen
),
extract_day AS ( -- an extract that corrected something
  SELECT DISTINCT known_until AS day FROM benefit WHERE known_until IS NOT NULL
),
timed AS (
  SELECT t.*, greatest(t.known_on, x.day) AS counts_on
  FROM told AS t
  ASOF JOIN extract_day AS x ON x.day >= greatest(t.known_on, t.confirmed_on)
  WHERE t.is_open
  UNION ALL
  SELECT t.*, t.known_on
  FROM told AS t
  WHERE NOT t.is_open
)
SELECT entity_id, inss, kind, against, from_on, to_on, date_diff('day', from_on, to_on) + 1 AS days, source_ref, counts_on AS known_on, known_until
FROM timed
WHERE known_until IS NULL OR known_until > counts_on
