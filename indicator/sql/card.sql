-- One row is a line of a precision card, that over all inspections first.
SELECT indicator, version, as_of, part, value, evidence, firings, entities, firing_now, followed, open,
  inspected, confirmed, own, share, share_low, share_high, base, lift, lift_low, lift_high, others, lead_days, told_confirmed, told_refuted
FROM precision
ORDER BY indicator, CASE WHEN part = 'all' THEN 0 ELSE 1 END, part, value
