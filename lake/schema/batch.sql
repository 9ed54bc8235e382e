-- One row is one extract that was offered to the lake, accepted or refused.
-- Written by source; read by feature (what was known when), the freshness page and every audit.
CREATE TABLE IF NOT EXISTS batch (
    batch_id     BIGINT PRIMARY KEY,
    source       VARCHAR NOT NULL,     -- the register
    file         VARCHAR NOT NULL,     -- the name it came with
    kind         VARCHAR NOT NULL,     -- rows; full: the whole register; deletes: what has ended
    content      VARCHAR NOT NULL,     -- SHA-256 of the file as received, which is also its name in home/registers
    bytes        BIGINT NOT NULL,      -- its size as received
    extract_on   DATE NOT NULL,        -- the day the extract was made, from which its corrections count
    loaded_at    TIMESTAMP NOT NULL,   -- when it was offered (UTC)
    pack         VARCHAR NOT NULL,     -- the pack and version it was checked against
    pack_hash    VARCHAR NOT NULL,
    status       VARCHAR NOT NULL,     -- loaded, refused; waiting: taken out for an older extract that came late, and not loaded again yet
    why          VARCHAR,              -- why it was refused
    rows         BIGINT NOT NULL,      -- rows in the file, without its header
    added        BIGINT NOT NULL,      -- rows stored under a key that was not known
    corrected    BIGINT NOT NULL,      -- rows stored as a new version of a known key; of deletes, rows under which something ended
    unchanged    BIGINT NOT NULL,      -- rows that say what was already known; not stored again
    ended        BIGINT NOT NULL,      -- rows of the register that ended by it; besides the sum of the others, which is rows
    repeated     BIGINT NOT NULL,      -- rows that say the same as another row of the same file; they stand in reject
    refused      BIGINT NOT NULL       -- rows in reject for another reason
);
