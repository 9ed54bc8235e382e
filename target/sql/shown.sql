-- One row is one of the latest pieces of evidence that an indicator gives of a target of a run, the last one first.
SELECT e.entity_id, 'indicator.' || e.indicator AS feature, e.happened_on, coalesce(e.detail, ''), coalesce(e.source_ref, '')
FROM evidence AS e
JOIN target AS t ON t.entity_id = e.entity_id AND t.as_of >= e.counts_from AND (e.counts_until IS NULL OR t.as_of < e.counts_until)
WHERE t.run_id = $run AND t.model = $model
QUALIFY row_number() OVER (PARTITION BY e.entity_id, e.indicator ORDER BY e.happened_on DESC, e.source_ref, e.detail) <= CAST($most AS INTEGER)
ORDER BY e.entity_id, e.indicator, e.happened_on DESC, e.source_ref, e.detail
