-- +goose Up
-- A clock reads the first event of each kind under its phenomenon, however many there are. It takes about a second for each million events.
CREATE INDEX event_first ON event (phenomenon, what, seq);
DROP INDEX event_clock;
