-- +goose Up
-- A clock reads the first event of each kind under its phenomenon, however many there are. It takes about a second for each million events.
CREATE INDEX event_first ON event (phenomenon, what, seq);
DROP INDEX event_clock;
-- Lists of targets are read in the order of their rank.
CREATE INDEX targets_rank ON targets (state, rank, id);
