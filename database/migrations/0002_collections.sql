-- Collections of documents. Text that users give is kept as its UTF-8 bytes: PostgreSQL's text
-- cannot hold every character, and bytes have the same order on every machine.
CREATE TABLE precis.settings (name text PRIMARY KEY, value text NOT NULL);
INSERT INTO precis.settings VALUES ('library', gen_random_uuid()::text);

-- A collection counts once it has a commit. `space` is the set of vectors that counts, and `place`
-- where it is kept. `chunks` and `tokens` are what BM25 needs; numbers are never used again.
CREATE TABLE precis.collections (
    number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name bytea NOT NULL UNIQUE,
    embeddings text,
    space integer NOT NULL DEFAULT 0,
    place text NOT NULL DEFAULT 'database',
    commits bigint NOT NULL DEFAULT 0,
    chunks bigint NOT NULL DEFAULT 0,
    tokens bigint NOT NULL DEFAULT 0,
    next_document integer NOT NULL DEFAULT 1,
    next_chunk integer NOT NULL DEFAULT 1
);

CREATE TABLE precis.documents (
    collection integer NOT NULL,
    number integer NOT NULL,
    id bytea NOT NULL,
    source bytea NOT NULL,
    title bytea NOT NULL,
    media_type bytea NOT NULL,
    version bytea NOT NULL,
    metadata bytea NOT NULL,
    digest text NOT NULL,
    lead bytea NOT NULL,
    ingested_at text NOT NULL,
    chunks integer NOT NULL,
    PRIMARY KEY (collection, number)
);
-- Of hashes: what is longer than a page of an index could not be in it.
CREATE UNIQUE INDEX documents_by_id ON precis.documents (collection, sha256(id));
CREATE INDEX documents_by_source ON precis.documents (collection, sha256(source));
CREATE INDEX documents_by_digest ON precis.documents (collection, digest);

CREATE TABLE precis.chunks (
    collection integer NOT NULL,
    number integer NOT NULL,
    document integer NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    page text NOT NULL,
    tokens integer NOT NULL,
    text bytea NOT NULL,
    PRIMARY KEY (collection, number)
);
CREATE INDEX chunks_by_document ON precis.chunks (collection, document, start);

-- Which vectors a chunk has, by key.
CREATE TABLE precis.chunk_vectors (
    collection integer NOT NULL,
    key bytea NOT NULL,
    chunk integer NOT NULL,
    PRIMARY KEY (collection, key, chunk)
);
CREATE INDEX chunk_vectors_by_chunk ON precis.chunk_vectors (collection, chunk);

-- The keyword index: for a term and a document, triples of four-byte integers, the lowest byte
-- first: a chunk's number, how often the term is in it, how many terms it has.
CREATE TABLE precis.postings (
    collection integer NOT NULL,
    document integer NOT NULL,
    term bytea NOT NULL,
    entries bytea NOT NULL
);
CREATE INDEX postings_by_term ON precis.postings (collection, term);
CREATE INDEX postings_by_document ON precis.postings (collection, document);

CREATE TABLE precis.terms (
    collection integer NOT NULL,
    term bytea NOT NULL,
    chunks bigint NOT NULL,
    PRIMARY KEY (collection, term)
);

-- Vectors, where they are kept here: four-byte floats, and the sketch by which few are chosen.
CREATE TABLE precis.vectors (
    collection integer NOT NULL,
    space integer NOT NULL,
    key bytea NOT NULL,
    vector bytea NOT NULL,
    PRIMARY KEY (collection, space, key)
);
CREATE TABLE precis.sketches (
    collection integer NOT NULL,
    space integer NOT NULL,
    key bytea NOT NULL,
    sketch bit(512) NOT NULL,
    PRIMARY KEY (collection, space, key)
);

-- Keys whose vectors may belong to no chunk: of an ingest under way, or of one that died.
CREATE TABLE precis.loose (
    collection integer NOT NULL,
    space integer NOT NULL,
    key bytea NOT NULL,
    embeddings text NOT NULL,
    PRIMARY KEY (collection, space, key)
);
