-- One row is an employer's quarter with its turnover and its declared hours, for the days on which just these figures were known. It is there once all
-- three months are declared.
SELECT t.number AS entity_id, h.quarter_on, t.turnover, h.hours, t.turnover / h.hours AS yield,
  greatest(t.known_on, h.known_on) AS known_on,
  CASE WHEN t.known_until IS NULL OR h.known_until < t.known_until THEN h.known_until ELSE t.known_until END AS known_until
FROM turnover AS t
JOIN derived.hours_quarter AS h ON h.entity_id = t.number AND h.quarter_on = CAST(date_trunc('quarter', t.quarter_end) AS DATE)
  AND (h.known_until IS NULL OR h.known_until > t.known_on) AND (t.known_until IS NULL OR t.known_until > h.known_on)
WHERE h.months = 3 AND h.hours > 0
