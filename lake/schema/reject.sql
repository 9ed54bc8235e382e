-- One row is one row of an extract that was not taken, with the reason. A refused row is never dropped in silence.
-- Written by source; read by whoever mends the extract, and by the data quality page.
CREATE TABLE IF NOT EXISTS reject (
    batch_id     BIGINT NOT NULL,
    source       VARCHAR NOT NULL,
    file         VARCHAR NOT NULL,
    line         BIGINT NOT NULL,      -- the line of the file on which the row starts; the header is line 1
    raw          VARCHAR,              -- the row as it stands in the file, cut where it is over-long
    column_name  VARCHAR,              -- the column at fault, or NULL when it is the row as a whole
    value        VARCHAR,              -- what stood there; never the value of a column that is pseudonymised
    reason       VARCHAR NOT NULL
);
