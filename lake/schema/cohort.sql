-- One row is one entity and one date for which features are to be computed.
-- Written by feature.Build from labelled and listed, read by every feature query.
CREATE TABLE IF NOT EXISTS cohort (entity_id VARCHAR NOT NULL, as_of DATE NOT NULL);
CREATE SCHEMA IF NOT EXISTS feature; -- a table a family, written by feature.Build, read by model
