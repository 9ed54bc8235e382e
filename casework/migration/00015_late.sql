-- +goose Up
-- One row is what was written in the field of one target, came late and was not applied.
CREATE TABLE lates (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL,
  state      plain_text NOT NULL,
  target     plain_text NOT NULL,
  entity     plain_text NOT NULL,
  directorate plain_text NOT NULL,
  territory  plain_text NOT NULL,
  investigation plain_text NOT NULL
);
CREATE INDEX lates_newest ON lates (created_at, id);
CREATE INDEX lates_state ON lates (state, directorate);
