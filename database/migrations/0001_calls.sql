-- Finished model calls, and the claims of processes that pay for one at this moment.
-- Replies are bytes: text of PostgreSQL cannot hold every character that a model may write.
CREATE TABLE precis.calls (
    key bytea PRIMARY KEY,
    model text NOT NULL,
    reply bytea NOT NULL,
    used timestamptz NOT NULL
);
CREATE INDEX calls_used ON precis.calls (used);

CREATE TABLE precis.claims (
    key bytea PRIMARY KEY,
    holder text NOT NULL,
    lapses timestamptz NOT NULL
);
