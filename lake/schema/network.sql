-- One row is where one entity stands in the network on one date: as the network was known on drawn_on, the last date on which it
-- was drawn by then. Written by network.Position for the cohort, read by the feature family network.
CREATE TABLE IF NOT EXISTS position (
  entity_id VARCHAR NOT NULL,
  as_of DATE NOT NULL,
  drawn_on DATE NOT NULL,
  resources DOUBLE NOT NULL,          -- that tie it to others
  hubs DOUBLE NOT NULL,               -- resources left out because they tie too many
  neighbours DOUBLE NOT NULL,         -- other entities that share a resource
  close_neighbours DOUBLE NOT NULL,   -- of them, those that share two at least
  found_neighbours DOUBLE NOT NULL,   -- of the neighbours, those with a finding
  found_share DOUBLE,                 -- found_neighbours over neighbours; NULL without neighbours
  close_found DOUBLE NOT NULL,        -- of the close ones, those with a finding
  exposure DOUBLE NOT NULL,           -- score from others' findings, against the mean of all tied entities
  worst_resource DOUBLE NOT NULL,     -- the highest score among its resources, its own share left out
  mean_resource DOUBLE,               -- the mean of them; NULL without resources
  last_found_on DATE,                 -- the latest finding at a neighbour
  component DOUBLE NOT NULL           -- how many entities hang together with it, hubs left out
);

-- What was added later, for a lake that was made before.
ALTER TABLE position ADD COLUMN IF NOT EXISTS squares DOUBLE;               -- pairs of resources that it shares with one other, over all others
ALTER TABLE position ADD COLUMN IF NOT EXISTS triangles DOUBLE;             -- pairs of its twelve closest that share two resources too
ALTER TABLE position ADD COLUMN IF NOT EXISTS found_triangles DOUBLE;       -- of them, those with a finding
ALTER TABLE position ADD COLUMN IF NOT EXISTS community DOUBLE;             -- how many are in its community, itself counted
ALTER TABLE position ADD COLUMN IF NOT EXISTS community_found_share DOUBLE; -- of the others there, with a finding; NULL alone
ALTER TABLE position ADD COLUMN IF NOT EXISTS days_since_found DOUBLE       -- from last_found_on to as_of; NULL without
