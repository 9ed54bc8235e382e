-- +goose Up
-- One row is what one person said of two records, once.
CREATE TABLE judgements (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL,
  match      plain_text NOT NULL,
  record_a   plain_text NOT NULL,
  record_b   plain_text NOT NULL,
  verdict    plain_text NOT NULL
);
CREATE INDEX judgements_newest ON judgements (created_at, id);
CREATE INDEX judgements_created_by ON judgements (created_by, match);
