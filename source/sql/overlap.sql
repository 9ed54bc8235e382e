-- One row is one row of the batch whose key may be known; the keys of all others lie beyond those of the register.
CREATE OR REPLACE TEMP TABLE incoming AS
SELECT {columns}, batch_id, line, known_on
FROM register.{source}
WHERE batch_id = {batch} AND {reach}
