-- Files that users have sent, a megabyte in a row. A name is JSON, which can hold every character.
CREATE TABLE precis.uploads (
    id text PRIMARY KEY,
    "user" text NOT NULL,
    name text NOT NULL,
    bytes bigint NOT NULL,
    at double precision NOT NULL
);
CREATE INDEX uploads_by_user ON precis.uploads ("user");
CREATE INDEX uploads_by_time ON precis.uploads (at);

CREATE TABLE precis.upload_parts (
    upload text NOT NULL REFERENCES precis.uploads ON DELETE CASCADE,
    number integer NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (upload, number)
);
