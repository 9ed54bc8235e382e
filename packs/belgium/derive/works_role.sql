-- One row is the part that a firm has in a works, as it was known: the contractor that declares it (level 0), or a
-- subcontractor of a principal (level 1 and deeper). A later declaration that corrects it makes a new row.
SELECT
  contractor AS entity_id,
  works,
  'contractor' AS part,
  client AS principal,
  0 AS level,
  zipcode,
  amount,
  starting_on,
  ending_on,
  declared_on,
  known_on,
  known_until
FROM works
WHERE contractor IS NOT NULL
UNION ALL
SELECT
  c.subcontractor,
  c.works,
  'subcontractor',
  c.principal,
  c.level,
  NULL,
  c.amount,
  c.starting_on,
  c.ending_on,
  c.declared_on,
  c.known_on,
  c.known_until
FROM works_contract AS c
WHERE c.subcontractor IS NOT NULL
