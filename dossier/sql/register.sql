-- One row is a register, with what came of all the extracts of it that were offered.
SELECT source,
  max(extract_on) FILTER (WHERE status = 'loaded'),
  max(loaded_at) FILTER (WHERE status = 'loaded'),
  count(*) FILTER (WHERE status = 'loaded'),
  count(*) FILTER (WHERE status = 'refused'),
  count(*) FILTER (WHERE status = 'waiting'),
  CAST(coalesce(sum(rows) FILTER (WHERE status = 'loaded'), 0) AS BIGINT) AS read,
  CAST(coalesce(sum(added) FILTER (WHERE status = 'loaded'), 0) AS BIGINT),
  CAST(coalesce(sum(corrected) FILTER (WHERE status = 'loaded'), 0) AS BIGINT),
  CAST(coalesce(sum(unchanged) FILTER (WHERE status = 'loaded'), 0) AS BIGINT),
  CAST(coalesce(sum(ended) FILTER (WHERE status = 'loaded'), 0) AS BIGINT),
  CAST(coalesce(sum(repeated) FILTER (WHERE status = 'loaded'), 0) AS BIGINT),
  CAST(coalesce(sum(refused) FILTER (WHERE status = 'loaded'), 0) AS BIGINT) AS lost,
  1 - lost / nullif(read, 0)
FROM batch
GROUP BY source
ORDER BY source
