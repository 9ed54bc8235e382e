-- One row is a thing on the page, in its order, with how many there are in all; on an empty page one row that bears the count only.
WITH found AS :once (
  SELECT t.id, t.version, t.:by AS place FROM :from WHERE :all
),
counted AS (SELECT count(*) AS total FROM found),
paged AS (SELECT id, version, place FROM found ORDER BY place :way, id :way LIMIT :size OFFSET :skip)
SELECT c.total, r.document
FROM counted c
LEFT JOIN paged p ON TRUE
LEFT JOIN revision r ON r.kind = :kind AND r.id = p.id AND r.version = p.version
ORDER BY p.place :way, p.id :way
