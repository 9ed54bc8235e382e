-- One row is an employer and a date, with whom it hired and let go as Dimona told by then: the last three full months and the last
-- twelve, beside the same a year before.
WITH told AS ( -- months, as they were known on the date; back counts full months from the date
  SELECT
    c.entity_id, c.as_of, h.month, date_diff('month', h.month, c.as_of) AS back,
    sum(h.hires) AS hires, sum(h.exits) AS exits, sum(h.cancelled) AS cancelled, sum(h.late) AS late, sum(h.very_late) AS very_late,
    sum(h.same_day) AS same_day, sum(h.short) AS short, sum(h.oth) AS oth, sum(h.oth_exits) AS oth_exits, sum(h.ext) AS ext, sum(h.flx) AS flx,
    sum(h.stu) AS stu, sum(h.lent) AS lent
  FROM cohort AS c
  JOIN derived.hiring_month AS h ON h.entity_id = c.entity_id AND h.known_on <= c.as_of AND h.month <= c.as_of
  GROUP BY c.entity_id, c.as_of, h.month
),
summed AS (
  SELECT
    entity_id, as_of,
    sum(oth) - coalesce(sum(oth_exits) FILTER (WHERE back > 0), 0) AS at_work, -- begun, and not ended before this month
    coalesce(sum(hires) FILTER (WHERE back BETWEEN 1 AND 3), 0) AS hires_3m,
    coalesce(sum(hires) FILTER (WHERE back BETWEEN 13 AND 15), 0) AS hires_3m_before,
    coalesce(sum(hires) FILTER (WHERE back BETWEEN 1 AND 12), 0) AS hires,
    coalesce(sum(hires) FILTER (WHERE back BETWEEN 13 AND 24), 0) AS hires_before,
    coalesce(max(hires) FILTER (WHERE back BETWEEN 1 AND 12), 0) AS most_in_month,
    coalesce(sum(oth) FILTER (WHERE back BETWEEN 1 AND 12), 0) AS oth,
    coalesce(sum(oth_exits) FILTER (WHERE back BETWEEN 1 AND 12), 0) AS oth_exits,
    coalesce(sum(oth_exits) FILTER (WHERE back BETWEEN 1 AND 3), 0) AS oth_exits_3m,
    coalesce(sum(cancelled) FILTER (WHERE back BETWEEN 1 AND 12), 0) AS cancelled,
    coalesce(sum(late) FILTER (WHERE back BETWEEN 1 AND 12), 0) AS late,
    coalesce(sum(late) FILTER (WHERE back BETWEEN 1 AND 3), 0) AS late_3m,
    coalesce(sum(late) FILTER (WHERE back BETWEEN 13 AND 24), 0) AS late_before,
    coalesce(sum(very_late) FILTER (WHERE back BETWEEN 1 AND 12), 0) AS very_late,
    coalesce(sum(same_day) FILTER (WHERE back BETWEEN 1 AND 12), 0) AS same_day,
    coalesce(sum(short) FILTER (WHERE back BETWEEN 1 AND 12), 0) AS short,
    coalesce(sum(ext) FILTER (WHERE back BETWEEN 1 AND 12), 0) AS ext,
    coalesce(sum(flx) FILTER (WHERE back BETWEEN 1 AND 12), 0) AS flx,
    coalesce(sum(stu) FILTER (WHERE back BETWEEN 1 AND 12), 0) AS stu,
    coalesce(sum(ext + flx + stu) FILTER (WHERE back BETWEEN 13 AND 24), 0) AS flexible_before,
    coalesce(sum(lent) FILTER (WHERE back BETWEEN 1 AND 12), 0) AS lent,
    count(*) FILTER (WHERE back BETWEEN 1 AND 12 AND hires > 0) AS months_hiring,
    max(month) FILTER (WHERE hires > 0) AS hired_on,
    max(month) FILTER (WHERE late > 0) AS late_on
  FROM told
  GROUP BY entity_id, as_of
)
SELECT
  c.entity_id,
  c.as_of,
  CAST(greatest(s.at_work, 0) AS INTEGER) AS at_work,
  CAST(coalesce(s.hires_3m, 0) AS INTEGER) AS hires_3m,
  CAST(coalesce(s.hires, 0) AS INTEGER) AS hires_12m,
  least(round(100.0 * (s.hires_3m - s.hires_3m_before) / nullif(s.hires_3m_before, 0)), 1000) AS hires_3m_change,
  least(round(100.0 * (s.hires - s.hires_before) / nullif(s.hires_before, 0)), 1000) AS hires_change,
  round(100.0 * s.oth_exits / nullif(greatest(s.at_work, 0) + s.oth_exits, 0)) AS left_share,
  round(100.0 * s.oth_exits_3m / nullif(greatest(s.at_work, 0) + s.oth_exits_3m, 0)) AS left_share_3m,
  least(round(100.0 * (s.oth - s.oth_exits) / nullif(greatest(s.at_work - s.oth + s.oth_exits, 0), 0)), 1000) AS growth,
  CAST(coalesce(s.late_3m, 0) AS INTEGER) AS late_3m,
  CAST(coalesce(s.late, 0) AS INTEGER) AS late_12m,
  round(100.0 * s.late / nullif(s.hires, 0)) AS late_share,
  round(100.0 * s.late / nullif(s.hires, 0) - 100.0 * s.late_before / nullif(s.hires_before, 0)) AS late_change,
  CAST(coalesce(s.very_late, 0) AS INTEGER) AS very_late_12m,
  round(100.0 * s.same_day / nullif(s.hires, 0)) AS same_day_share,
  round(100.0 * s.cancelled / nullif(s.hires + s.cancelled, 0)) AS cancelled_share,
  round(100.0 * s.short / nullif(s.hires, 0)) AS short_share,
  round(100.0 * s.ext / nullif(s.hires, 0)) AS ext_share,
  round(100.0 * s.flx / nullif(s.hires, 0)) AS flx_share,
  round(100.0 * s.stu / nullif(s.hires, 0)) AS stu_share,
  round(100.0 * (s.ext + s.flx + s.stu) / nullif(s.hires, 0) - 100.0 * s.flexible_before / nullif(s.hires_before, 0)) AS flexible_change,
  round(100.0 * s.lent / nullif(s.hires, 0)) AS lent_share,
  round(100.0 * s.most_in_month / nullif(s.hires, 0)) AS busiest_share,
  CAST(coalesce(s.months_hiring, 0) AS INTEGER) AS months_hiring,
  s.hired_on,
  s.late_on,
  c.as_of AS seen_on
FROM cohort AS c
LEFT JOIN summed AS s ON s.entity_id = c.entity_id AND s.as_of = c.as_of
