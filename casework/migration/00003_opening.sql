-- +goose Up
-- One row is a thing that somebody opened in need, with its review.
CREATE TABLE openings (
  id          plain_text NOT NULL PRIMARY KEY,
  version     BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  created_by  plain_text NOT NULL,
  changed_at  BIGINT NOT NULL,
  changed_by  plain_text NOT NULL,
  state       plain_text NOT NULL,
  user_id     plain_text NOT NULL,
  kind        plain_text NOT NULL,
  thing       plain_text NOT NULL,
  until       BIGINT NOT NULL,
  reviewed_by plain_text NOT NULL
);
CREATE INDEX openings_newest ON openings (created_at, id);
CREATE INDEX openings_user_id ON openings (user_id, until);
CREATE INDEX openings_state ON openings (state);
