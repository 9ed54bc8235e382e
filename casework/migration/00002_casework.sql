-- +goose Up
-- What people decided. One text serves SQLite and PostgreSQL, so that it keeps to the words that both know:
--   plain_text  text that is compared byte by byte (in PostgreSQL a domain that migration 1 makes; SQLite takes it for text)
--   BIGINT      for times: microseconds since 1970 in UTC, 0 for none
-- Days are plain_text as yyyy-mm-dd, empty for none.
--
-- A noun's table holds what it is searched and sorted by; the thing itself is the document of its latest revision.

-- One row is one version of one thing. Rows are only ever added.
CREATE TABLE revision (
  kind     plain_text NOT NULL,
  id       plain_text NOT NULL,
  version  BIGINT     NOT NULL,
  at       BIGINT     NOT NULL,
  by_user  plain_text NOT NULL,
  document TEXT       NOT NULL, -- JSON
  PRIMARY KEY (kind, id, version)
);

-- One row says that a thing, as it is now, bears a value: of a list in it, a key of access (field “key”), or a word that stands in it
-- (field “word”, folded). Rows follow the latest revision.
CREATE TABLE mention (
  kind  plain_text NOT NULL,
  field plain_text NOT NULL,
  value plain_text NOT NULL,
  id    plain_text NOT NULL,
  PRIMARY KEY (kind, field, value, id)
);
CREATE INDEX mention_of ON mention (kind, id);

-- One row is something that happened to a thing. Rows are only ever added.
CREATE TABLE event (
  seq         BIGINT     NOT NULL PRIMARY KEY,
  kind        plain_text NOT NULL,
  id          plain_text NOT NULL,
  what        plain_text NOT NULL,
  phenomenon  plain_text NOT NULL,
  directorate plain_text NOT NULL,
  at          BIGINT     NOT NULL,
  by_user     plain_text NOT NULL,
  data        TEXT       NOT NULL -- JSON object of texts
);
CREATE INDEX event_of ON event (kind, id, seq);
CREATE INDEX event_clock ON event (phenomenon, seq);

-- One row is a key that concerns an event, as it was at that time.
CREATE TABLE event_key (
  key plain_text NOT NULL,
  seq BIGINT     NOT NULL,
  PRIMARY KEY (key, seq)
);
CREATE INDEX event_key_of ON event_key (seq);

-- One row is a line of the audit log, which seals the line before it. Rows are only ever added.
CREATE TABLE entry (
  seq     BIGINT     NOT NULL PRIMARY KEY,
  at      BIGINT     NOT NULL,
  by_user plain_text NOT NULL,
  session plain_text NOT NULL,
  action  plain_text NOT NULL,
  things  TEXT       NOT NULL, -- JSON list of kind, id and version
  purpose TEXT       NOT NULL,
  detail  TEXT       NOT NULL,
  refused TEXT       NOT NULL,
  prev    BYTEA      NOT NULL,
  hash    BYTEA      NOT NULL
);
CREATE INDEX entry_by ON entry (by_user, seq);

-- One row is a thing that a line of the audit log is about, to find the line by.
CREATE TABLE entry_thing (
  kind plain_text NOT NULL,
  id   plain_text NOT NULL,
  seq  BIGINT     NOT NULL,
  PRIMARY KEY (kind, id, seq)
);

-- One row is a command that was carried out.
CREATE TABLE receipt (
  key     plain_text NOT NULL PRIMARY KEY,
  action  plain_text NOT NULL,
  digest  plain_text NOT NULL,
  by_user plain_text NOT NULL,
  at      BIGINT     NOT NULL,
  changed TEXT       NOT NULL -- JSON list of kind, id and version
);

-- One row is a log-in that lasts. Nothing that was decided: not exported.
CREATE TABLE session (
  token   plain_text NOT NULL PRIMARY KEY,
  data    BYTEA      NOT NULL,
  expires BIGINT     NOT NULL
);
CREATE INDEX session_expires ON session (expires);

-- One row is a signal.
CREATE TABLE signals (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL,
  state      plain_text NOT NULL,
  source     plain_text NOT NULL,
  sector     plain_text NOT NULL,
  territory  plain_text NOT NULL,
  seen_on    plain_text NOT NULL,
  phenomenon plain_text NOT NULL,
  reason     plain_text NOT NULL,
  decided_at BIGINT NOT NULL,
  decided_by plain_text NOT NULL
);
CREATE INDEX signals_newest ON signals (created_at, id);
CREATE INDEX signals_state ON signals (state, created_at);
CREATE INDEX signals_phenomenon ON signals (phenomenon);

-- One row is a phenomenon.
CREATE TABLE phenomena (
  id          plain_text NOT NULL PRIMARY KEY,
  version     BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  created_by  plain_text NOT NULL,
  changed_at  BIGINT NOT NULL,
  changed_by  plain_text NOT NULL,
  state       plain_text NOT NULL,
  pack_id     plain_text NOT NULL,
  directorate plain_text NOT NULL,
  owner       plain_text NOT NULL,
  seen_on     plain_text NOT NULL
);
CREATE INDEX phenomena_newest ON phenomena (created_at, id);

-- One row is a version of a methodology.
CREATE TABLE methodologies (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL,
  state      plain_text NOT NULL,
  phenomenon plain_text NOT NULL,
  number     BIGINT NOT NULL,
  pack_id    plain_text NOT NULL
);
CREATE INDEX methodologies_newest ON methodologies (created_at, id);
CREATE INDEX methodologies_phenomenon ON methodologies (phenomenon);

-- One row is a consultation.
CREATE TABLE consultations (
  id            plain_text NOT NULL PRIMARY KEY,
  version       BIGINT NOT NULL,
  created_at    BIGINT NOT NULL,
  created_by    plain_text NOT NULL,
  changed_at    BIGINT NOT NULL,
  changed_by    plain_text NOT NULL,
  state         plain_text NOT NULL,
  investigation plain_text NOT NULL,
  phenomenon    plain_text NOT NULL,
  directorate   plain_text NOT NULL,
  scope_hash    plain_text NOT NULL,
  deadline      plain_text NOT NULL,
  answered_at   BIGINT NOT NULL
);
CREATE INDEX consultations_newest ON consultations (created_at, id);
CREATE INDEX consultations_state ON consultations (state, deadline);
CREATE INDEX consultations_investigation ON consultations (investigation);
CREATE INDEX consultations_directorate ON consultations (directorate, state);

-- One row is an investigation.
CREATE TABLE investigations (
  id          plain_text NOT NULL PRIMARY KEY,
  version     BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  created_by  plain_text NOT NULL,
  changed_at  BIGINT NOT NULL,
  changed_by  plain_text NOT NULL,
  state       plain_text NOT NULL,
  phenomenon  plain_text NOT NULL,
  methodology plain_text NOT NULL,
  purpose     plain_text NOT NULL,
  lead        plain_text NOT NULL,
  started_at  BIGINT NOT NULL,
  closed_at   BIGINT NOT NULL
);
CREATE INDEX investigations_newest ON investigations (created_at, id);
CREATE INDEX investigations_state ON investigations (state, created_at);
CREATE INDEX investigations_phenomenon ON investigations (phenomenon);

-- One row is a target's file.
CREATE TABLE targets (
  id            plain_text NOT NULL PRIMARY KEY,
  version       BIGINT NOT NULL,
  created_at    BIGINT NOT NULL,
  created_by    plain_text NOT NULL,
  changed_at    BIGINT NOT NULL,
  changed_by    plain_text NOT NULL,
  state         plain_text NOT NULL,
  directorate   plain_text NOT NULL,
  territory     plain_text NOT NULL,
  sector        plain_text NOT NULL,
  entity        plain_text NOT NULL,
  model         plain_text NOT NULL,
  model_version plain_text NOT NULL,
  run           plain_text NOT NULL,
  as_of         plain_text NOT NULL,
  score         DOUBLE PRECISION NOT NULL,
  rank          BIGINT NOT NULL,
  channel       plain_text NOT NULL,
  released_at   BIGINT NOT NULL,
  expires_on    plain_text NOT NULL,
  assigned_to   plain_text NOT NULL,
  phenomenon    plain_text NOT NULL,
  investigation plain_text NOT NULL,
  reason        plain_text NOT NULL,
  until         plain_text NOT NULL,
  decided_at    BIGINT NOT NULL,
  decided_by    plain_text NOT NULL,
  feedback_due  plain_text NOT NULL
);
CREATE INDEX targets_newest ON targets (created_at, id);
CREATE INDEX targets_state ON targets (state, created_at);
CREATE INDEX targets_territory ON targets (territory, state, created_at);
CREATE INDEX targets_directorate ON targets (directorate, state, created_at);
CREATE INDEX targets_entity ON targets (entity);
CREATE INDEX targets_phenomenon ON targets (phenomenon, directorate);
CREATE INDEX targets_investigation ON targets (investigation);
CREATE INDEX targets_assigned_to ON targets (assigned_to, state);
CREATE INDEX targets_run ON targets (run);

-- One row is what an inspector said of a target.
CREATE TABLE feedback (
  id            plain_text NOT NULL PRIMARY KEY,
  version       BIGINT NOT NULL,
  created_at    BIGINT NOT NULL,
  created_by    plain_text NOT NULL,
  changed_at    BIGINT NOT NULL,
  changed_by    plain_text NOT NULL,
  target        plain_text NOT NULL,
  entity        plain_text NOT NULL,
  directorate   plain_text NOT NULL,
  territory     plain_text NOT NULL,
  investigation plain_text NOT NULL,
  visited_on    plain_text NOT NULL,
  outcome       plain_text NOT NULL,
  phenomenon    plain_text NOT NULL,
  found         plain_text NOT NULL,
  corrects      plain_text NOT NULL
);
CREATE INDEX feedback_newest ON feedback (created_at, id);
CREATE INDEX feedback_target ON feedback (target);
CREATE INDEX feedback_entity ON feedback (entity);
CREATE INDEX feedback_phenomenon ON feedback (phenomenon);
CREATE INDEX feedback_investigation ON feedback (investigation);

-- One row is a roll-out in one directorate.
CREATE TABLE rollouts (
  id          plain_text NOT NULL PRIMARY KEY,
  version     BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  created_by  plain_text NOT NULL,
  changed_at  BIGINT NOT NULL,
  changed_by  plain_text NOT NULL,
  state       plain_text NOT NULL,
  phenomenon  plain_text NOT NULL,
  directorate plain_text NOT NULL,
  planned_on  plain_text NOT NULL
);
CREATE INDEX rollouts_newest ON rollouts (created_at, id);
CREATE INDEX rollouts_phenomenon ON rollouts (phenomenon);
CREATE INDEX rollouts_directorate ON rollouts (directorate);

-- One row is a file of an investigation.
CREATE TABLE evidence (
  id            plain_text NOT NULL PRIMARY KEY,
  version       BIGINT NOT NULL,
  created_at    BIGINT NOT NULL,
  created_by    plain_text NOT NULL,
  changed_at    BIGINT NOT NULL,
  changed_by    plain_text NOT NULL,
  investigation plain_text NOT NULL,
  visit         plain_text NOT NULL,
  name          plain_text NOT NULL,
  type          plain_text NOT NULL,
  size          BIGINT NOT NULL,
  hash          plain_text NOT NULL
);
CREATE INDEX evidence_newest ON evidence (created_at, id);
CREATE INDEX evidence_investigation ON evidence (investigation);
CREATE INDEX evidence_hash ON evidence (hash);

-- One row is somebody who may log in.
CREATE TABLE users (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL,
  state      plain_text NOT NULL,
  login      plain_text NOT NULL,
  name       plain_text NOT NULL,
  subject    plain_text NOT NULL,
  service    plain_text NOT NULL
);
CREATE INDEX users_newest ON users (created_at, id);
CREATE UNIQUE INDEX users_login ON users (login);
CREATE UNIQUE INDEX users_subject ON users (subject) WHERE subject <> '';

-- One row is by what a user proves to be who it is.
CREATE TABLE credentials (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL
);
CREATE INDEX credentials_newest ON credentials (created_at, id);

-- One row is an address outside that is told of events.
CREATE TABLE webhooks (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL,
  active     plain_text NOT NULL
);
CREATE INDEX webhooks_newest ON webhooks (created_at, id);

-- One row is a saved way of looking at a list.
CREATE TABLE views (
  id         plain_text NOT NULL PRIMARY KEY,
  version    BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  created_by plain_text NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_by plain_text NOT NULL,
  page       plain_text NOT NULL,
  shared     plain_text NOT NULL
);
CREATE INDEX views_newest ON views (created_at, id);
CREATE INDEX views_created_by ON views (created_by);
