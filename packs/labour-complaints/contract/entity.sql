-- One row is a business that complaints were filed about. A complaint that names no business stands for a business of
-- its own: nothing ties it to another. It counts from its first complaint on.
WITH named AS (
  SELECT
    coalesce(business, 'complaint ' || complaint_id) AS entity_id,
    complaint_id,
    CASE WHEN industry IN ('Unassigned', 'None') THEN NULL ELSE industry END AS industry,
    CASE WHEN regexp_full_match(zip, '[0-9]{5}(-?[0-9]*)?') THEN substr(zip, 1, 3) END AS area,
    filed_on,
    known_on
  FROM complaints
),
sector AS ( -- the sector most of its complaints name
  SELECT entity_id, industry
  FROM named
  WHERE industry IS NOT NULL
  GROUP BY entity_id, industry
  QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY count(*) DESC, industry) = 1
),
area AS ( -- the postal area most of its complaints name
  SELECT entity_id, area
  FROM named
  WHERE area IS NOT NULL
  GROUP BY entity_id, area
  QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY count(*) DESC, area) = 1
),
seen AS (
  SELECT entity_id, min(known_on) AS known_on
  FROM named
  GROUP BY entity_id
)
SELECT
  seen.entity_id,
  seen.entity_id AS name, -- a pseudonym; the extract has no names
  CASE WHEN seen.entity_id LIKE 'complaint %' THEN 'not named' ELSE 'business' END AS kind,
  sector.industry AS sector,
  area.area AS territory,
  CAST(NULL AS DOUBLE) AS lat,
  CAST(NULL AS DOUBLE) AS lon,
  CAST(NULL AS DATE) AS started_on,
  CAST(NULL AS DATE) AS ended_on,
  seen.known_on
FROM seen
LEFT JOIN sector USING (entity_id)
LEFT JOIN area USING (entity_id)
