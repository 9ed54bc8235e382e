-- One row is one key that the extracts to be taken out said something of; then what they said is taken out.
CREATE OR REPLACE TEMP TABLE touched AS
SELECT {key}
FROM register.{source}
WHERE batch_id IN ({later})
UNION
SELECT {r.key}
FROM register.{source} AS r
JOIN ended.{source} AS e ON e.batch_id = r.batch_id AND e.line = r.line
WHERE e.by_batch IN ({later}) OR e.restored_by IN ({later});

DELETE FROM register.{source} WHERE batch_id IN ({later});

DELETE FROM ended.{source} WHERE batch_id IN ({later}) OR by_batch IN ({later});

UPDATE ended.{source} SET restored_by = NULL WHERE restored_by IN ({later})
