-- +goose Up
-- One row is one evaluation of the measure.
CREATE TABLE evaluation_reports (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL,
  state      plain_text NOT NULL,
  period_from plain_text NOT NULL,
  period_to plain_text NOT NULL
);
CREATE INDEX evaluation_reports_newest ON evaluation_reports (created_at, id);
