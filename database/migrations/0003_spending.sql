-- What each user of the servers has spent on a day (UTC): paid calls, and US dollars.
CREATE TABLE precis.spending (
    name text NOT NULL,
    day date NOT NULL,
    calls bigint NOT NULL,
    cost double precision NOT NULL,
    PRIMARY KEY (name, day)
);
