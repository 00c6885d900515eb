-- The jobs and chats of all servers. A job under way belongs to the server `owner` until `lapses`;
-- then another one may take it over.
CREATE TABLE precis.jobs (
    id text PRIMARY KEY,
    "user" text NOT NULL,
    kind text NOT NULL,
    request text NOT NULL,
    status text NOT NULL,
    created_at text NOT NULL,
    result text,
    problem text,
    title text NOT NULL,
    chat text NOT NULL,
    choice text NOT NULL,
    seconds double precision NOT NULL,
    owner text NOT NULL DEFAULT '',
    lapses timestamptz NOT NULL DEFAULT clock_timestamp() + interval '15 seconds'
);
CREATE INDEX jobs_by_user ON precis.jobs ("user", created_at);
CREATE INDEX jobs_by_chat ON precis.jobs (chat, created_at);
CREATE INDEX jobs_under_way ON precis.jobs (lapses) WHERE status IN ('queued', 'running');

CREATE TABLE precis.chats (
    id text PRIMARY KEY,
    "user" text NOT NULL,
    title text NOT NULL,
    request text NOT NULL,
    created_at text NOT NULL
);
CREATE INDEX chats_by_user ON precis.chats ("user", created_at);
