-- +goose Up
-- Whether one thing mentions a value is looked up by the thing; lists by score are read in their order. It takes about a second for each
-- million mentions.
DROP INDEX mention_of;
CREATE INDEX mention_of ON mention (id, kind, field, value);
CREATE INDEX targets_score ON targets (state, score, id);
