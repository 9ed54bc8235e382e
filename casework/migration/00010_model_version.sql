-- +goose Up
-- One row is what people decided of one trained model.
CREATE TABLE model_versions (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL,
  state      plain_text NOT NULL,
  model      plain_text NOT NULL,
  trained    plain_text NOT NULL,
  known_by   plain_text NOT NULL,
  live_from  BIGINT NOT NULL
);
CREATE INDEX model_versions_newest ON model_versions (created_at, id);
CREATE INDEX model_versions_model ON model_versions (model, state);
