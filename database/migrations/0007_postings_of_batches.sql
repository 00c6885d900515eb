-- Documents that are written together, a batch, share the rows of their terms. A batch has the
-- number of a document, or one that no document has.
ALTER TABLE precis.documents ADD COLUMN batch integer;
UPDATE precis.documents SET batch = number;
ALTER TABLE precis.documents ALTER COLUMN batch SET NOT NULL;

DROP INDEX precis.postings_by_term, precis.postings_by_document;
ALTER TABLE precis.postings RENAME COLUMN document TO batch;
ALTER TABLE precis.postings ADD PRIMARY KEY (collection, term, batch);

-- Room in each page for the counts that the next documents change.
ALTER TABLE precis.terms SET (fillfactor = 70);
