-- One row is a user and a date: the published profile, and in how many communities the user writes.
WITH active AS (
  SELECT user_id, known_on, count(*) AS communities FROM edges GROUP BY user_id, known_on
)
SELECT
  c.entity_id,
  c.as_of,
  a.communities,
  n.x0, n.x1, n.x2, n.x3, n.x4, n.x5, n.x6, n.x7, n.x8, n.x9, n.x10, n.x11, n.x12, n.x13, n.x14, n.x15,
  n.x16, n.x17, n.x18, n.x19, n.x20, n.x21, n.x22, n.x23, n.x24, n.x25, n.x26, n.x27, n.x28, n.x29, n.x30, n.x31,
  n.x32, n.x33, n.x34, n.x35, n.x36, n.x37, n.x38, n.x39, n.x40, n.x41, n.x42, n.x43, n.x44, n.x45, n.x46, n.x47,
  n.x48, n.x49, n.x50, n.x51, n.x52, n.x53, n.x54, n.x55, n.x56, n.x57, n.x58, n.x59, n.x60, n.x61, n.x62, n.x63
FROM cohort AS c
LEFT JOIN nodes AS n ON n.node = c.entity_id AND n.known_on <= c.as_of
LEFT JOIN active AS a ON a.user_id = c.entity_id AND a.known_on <= c.as_of
