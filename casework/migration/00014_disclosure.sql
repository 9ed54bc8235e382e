-- +goose Up
-- One row is a list of targets for another inspectorate.
CREATE TABLE disclosures (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL,
  state      plain_text NOT NULL,
  service    plain_text NOT NULL,
  plan_item  plain_text NOT NULL,
  expires_on plain_text NOT NULL
);
CREATE INDEX disclosures_newest ON disclosures (created_at, id);
CREATE INDEX disclosures_expiry ON disclosures (state, expires_on);

-- Feedback may come back from another inspectorate. No table is written anew.
ALTER TABLE feedback ADD COLUMN service plain_text NOT NULL DEFAULT '';
CREATE INDEX feedback_service ON feedback (service);
