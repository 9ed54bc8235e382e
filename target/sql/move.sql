-- One row is a feature that says why an entity would come on the list of its territory or go from it; position 0 where none does.
SELECT
  s.champion, s.challenger, s.entity_id, s.name, s.sector, s.territory, s.capacity, s.moved, s.rank_now, s.rank_then, s.score_now, s.score_then,
  coalesce(r.position, 0), coalesce(r.feature, ''), coalesce(r.champion, 0), coalesce(r.challenger, 0)
FROM shadow AS s
LEFT JOIN shadow_reason AS r ON r.run_id = s.run_id AND r.model = s.model AND r.entity_id = s.entity_id
WHERE s.model = $1
  AND s.run_id = (SELECT arg_max(run_id, started_at) FROM run WHERE model = $1)
ORDER BY s.territory, s.moved, abs(s.rank_then - s.rank_now) DESC, s.entity_id, r.position
