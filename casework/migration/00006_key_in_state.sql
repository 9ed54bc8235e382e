-- +goose Up
-- A key of access is mentioned with the state of its thing as well: what somebody may see and has to decide is a small part of what
-- somebody may see. It takes about a second for each hundred thousand things.
INSERT INTO mention (kind, field, value, id) SELECT m.kind, 'key in state', m.value || ' ' || t.state, m.id FROM mention m JOIN signals t ON t.id = m.id WHERE m.kind = 'signal' AND m.field = 'key';
INSERT INTO mention (kind, field, value, id) SELECT m.kind, 'key in state', m.value || ' ' || t.state, m.id FROM mention m JOIN phenomena t ON t.id = m.id WHERE m.kind = 'phenomenon' AND m.field = 'key';
INSERT INTO mention (kind, field, value, id) SELECT m.kind, 'key in state', m.value || ' ' || t.state, m.id FROM mention m JOIN methodologies t ON t.id = m.id WHERE m.kind = 'methodology' AND m.field = 'key';
INSERT INTO mention (kind, field, value, id) SELECT m.kind, 'key in state', m.value || ' ' || t.state, m.id FROM mention m JOIN consultations t ON t.id = m.id WHERE m.kind = 'consultation' AND m.field = 'key';
INSERT INTO mention (kind, field, value, id) SELECT m.kind, 'key in state', m.value || ' ' || t.state, m.id FROM mention m JOIN investigations t ON t.id = m.id WHERE m.kind = 'investigation' AND m.field = 'key';
INSERT INTO mention (kind, field, value, id) SELECT m.kind, 'key in state', m.value || ' ' || t.state, m.id FROM mention m JOIN targets t ON t.id = m.id WHERE m.kind = 'target' AND m.field = 'key';
INSERT INTO mention (kind, field, value, id) SELECT m.kind, 'key in state', m.value || ' ' || t.state, m.id FROM mention m JOIN rollouts t ON t.id = m.id WHERE m.kind = 'rollout' AND m.field = 'key';
INSERT INTO mention (kind, field, value, id) SELECT m.kind, 'key in state', m.value || ' ' || t.state, m.id FROM mention m JOIN users t ON t.id = m.id WHERE m.kind = 'user' AND m.field = 'key';
INSERT INTO mention (kind, field, value, id) SELECT m.kind, 'key in state', m.value || ' ' || t.state, m.id FROM mention m JOIN openings t ON t.id = m.id WHERE m.kind = 'opening' AND m.field = 'key';
INSERT INTO mention (kind, field, value, id) SELECT m.kind, 'key in state', m.value || ' ' || t.state, m.id FROM mention m JOIN jobs t ON t.id = m.id WHERE m.kind = 'job' AND m.field = 'key';
