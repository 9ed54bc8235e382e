-- +goose Up
-- One row is a field test, with its frozen plan.
CREATE TABLE field_tests (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL,
  state      plain_text NOT NULL,
  phenomenon plain_text NOT NULL,
  model      plain_text NOT NULL,
  indicator  plain_text NOT NULL,
  start_on   plain_text NOT NULL
);
CREATE INDEX field_tests_newest ON field_tests (created_at, id);
CREATE INDEX field_tests_phenomenon ON field_tests (phenomenon, state);

-- One row is a sealed or an opened envelope of a field test: a block of visits, or, as number 0, the seed.
CREATE TABLE envelopes (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL,
  state      plain_text NOT NULL,
  field_test plain_text NOT NULL,
  number     BIGINT NOT NULL,
  territory  plain_text NOT NULL,
  due_on     plain_text NOT NULL
);
CREATE INDEX envelopes_newest ON envelopes (created_at, id);
CREATE INDEX envelopes_field_test ON envelopes (field_test, number);

-- A target may be of a field test; its arm is written down when its envelope is opened. No table is written anew.
ALTER TABLE targets ADD COLUMN field_test plain_text NOT NULL DEFAULT '';
ALTER TABLE targets ADD COLUMN arm plain_text NOT NULL DEFAULT '';
CREATE INDEX targets_field_test ON targets (field_test, arm);
