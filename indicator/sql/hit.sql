-- One row is an inspection on whose eve the indicator fired.
SELECT i.sector, i.territory, i.channel, year(i.inspected_on) AS year, i.positive, coalesce(i.positive AND i.phenomenon = {phenomenon}, false) AS own,
  date_diff('day', f.from_on, i.inspected_on) AS lead_days
FROM inspected AS i
JOIN firing AS f ON f.entity_id = i.entity_id AND f.indicator = {indicator}
  AND f.from_on < i.inspected_on AND (f.until_on IS NULL OR f.until_on >= i.inspected_on)
