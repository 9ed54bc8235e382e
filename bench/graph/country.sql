-- The four tables that a network is drawn from, invented to the size of a country: 240,000 employers and 10 M ties, the large
-- employers with most of the workers, some clients and addresses that thousands share.
CREATE TABLE entity AS
SELECT 'E' || CAST(i AS VARCHAR) AS entity_id, 'Employer ' || CAST(i AS VARCHAR) AS name, CAST(NULL AS DATE) AS known_on
FROM range(240000) AS t(i);

-- One row is one tie: who, and what it shares, by powers of a number between 0 and 1.
CREATE TABLE link AS
SELECT 'E' || CAST(CAST(floor(240000 * power(a, narrow)) AS INTEGER) AS VARCHAR) AS entity_id,
  kind || ':' || CAST(CAST(floor(many * power(b, shared)) AS INTEGER) AS VARCHAR) AS resource_id, kind AS resource_kind,
  DATE '2019-01-01' + CAST(floor(2400 * c) AS INTEGER) AS from_on,
  CASE WHEN d < 0.6 THEN DATE '2019-01-01' + CAST(floor(2400 * c + 900 * d) AS INTEGER) END AS to_on,
  DATE '2019-01-02' + CAST(floor(2400 * c) AS INTEGER) AS known_on, weight
FROM (
  SELECT k.*, (hash(i, k.kind, 1) % 16777216) / 16777216.0 AS a, (hash(i, k.kind, 2) % 16777216) / 16777216.0 AS b,
    (hash(i, k.kind, 3) % 16777216) / 16777216.0 AS c, (hash(i, k.kind, 4) % 16777216) / 16777216.0 AS d
  FROM (VALUES
    ('worker', 7000000, 4500000, 1.0, 2.5, 0.3), ('client', 2000000, 700000, 2.0, 1.3, 0.6), ('address', 400000, 300000, 1.2, 1.0, 1.0),
    ('person', 350000, 250000, 1.1, 1.0, 1.0), ('site', 300000, 120000, 1.0, 2.0, 1.0)
  ) AS k(kind, ties, many, shared, narrow, weight), range(7000000) AS t(i)
  WHERE i < k.ties
);

-- One in a hundred was inspected with a finding.
CREATE TABLE inspection AS
SELECT CAST(i AS VARCHAR) AS inspection_id, 'E' || CAST(hash(i, 5) % 240000 AS VARCHAR) AS entity_id,
  DATE '2023-01-01' + CAST(hash(i, 6) % 1000 AS INTEGER) AS inspected_on, DATE '2023-02-01' + CAST(hash(i, 6) % 1000 AS INTEGER) AS known_on, CAST(NULL AS DATE) AS known_until,
  'report-3' AS outcome, CAST(NULL AS VARCHAR) AS phenomenon, CAST(NULL AS DOUBLE) AS amount_assessed
FROM range(2400) AS t(i)
