-- +goose Up
-- One row is work that a server does on the lake, or a schedule of it.
CREATE TABLE jobs (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL,
  state      plain_text NOT NULL,
  what       plain_text NOT NULL,
  schedule   plain_text NOT NULL,
  next_at    BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at   BIGINT NOT NULL
);
CREATE INDEX jobs_newest ON jobs (created_at, id);
CREATE INDEX jobs_state ON jobs (state, created_at);
