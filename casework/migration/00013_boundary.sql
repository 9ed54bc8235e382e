-- +goose Up
-- One row is a file of outlines that the office uses, or used, on its map. The outlines stand in its revision.
CREATE TABLE boundaries (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL,
  state      plain_text NOT NULL,
  source     plain_text NOT NULL
);
CREATE INDEX boundaries_newest ON boundaries (created_at, id);
