-- One row is what was taken out on one day because it may not be kept any longer. Nothing of it stands here but how much it was.
-- Written by source and pipeline, read by pipeline (what is computed follows from it) and by whoever asks what was removed.
CREATE TABLE IF NOT EXISTS removed (
  as_of DATE NOT NULL,               -- the day by which the periods were counted
  what VARCHAR NOT NULL,             -- rows: of a register; extracts: of it, as received; rejects: its refused rows; snapshot: a published lake;
                                     -- due: one that readers still have, and that goes when the next is published
  of VARCHAR NOT NULL,               -- the register, or the run
  retention VARCHAR,                 -- the register's period
  before_on DATE,                    -- what was before this day went
  many BIGINT NOT NULL
);
