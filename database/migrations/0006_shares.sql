-- Whom collections are shared with, and which collections a job has read.
CREATE TABLE precis.shares (
    collection text NOT NULL COLLATE "C",
    name text NOT NULL COLLATE "C",
    access smallint NOT NULL,
    PRIMARY KEY (collection, name)
);
CREATE INDEX shares_by_name ON precis.shares (name);

ALTER TABLE precis.jobs ADD COLUMN collections text NOT NULL DEFAULT '[]';
