-- One row is a business that complaints were filed about, as the last complaints described it from a day on. A complaint that
-- names no business stands for a business of its own: nothing ties it to another.
WITH named AS (
  SELECT
    coalesce(business, 'complaint ' || complaint_id) AS entity_id,
    complaint_id,
    CASE WHEN industry IN ('Unassigned', 'None') THEN NULL ELSE industry END AS industry,
    CASE WHEN regexp_full_match(zip, '[0-9]{5}(-?[0-9]*)?') THEN substr(zip, 1, 3) END AS area,
    known_on
  FROM complaints
),
filled AS ( -- a complaint that names no sector or area leaves the last one named
  SELECT
    entity_id,
    complaint_id,
    known_on,
    last_value(industry IGNORE NULLS) OVER so_far AS industry,
    last_value(area IGNORE NULLS) OVER so_far AS area
  FROM named
  WINDOW so_far AS (PARTITION BY entity_id ORDER BY known_on, complaint_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)
SELECT
  entity_id,
  entity_id AS name, -- a pseudonym; the extract has no names
  CASE WHEN entity_id LIKE 'complaint %' THEN 'not named' ELSE 'business' END AS kind,
  industry AS sector,
  area AS territory,
  CAST(NULL AS DOUBLE) AS lat,
  CAST(NULL AS DOUBLE) AS lon,
  CAST(NULL AS DATE) AS started_on,
  CAST(NULL AS DATE) AS ended_on,
  known_on
FROM filled
QUALIFY row_number() OVER (PARTITION BY entity_id, known_on ORDER BY complaint_id DESC) = 1
