-- The format of the terms that a collection's keyword index is made of.
ALTER TABLE precis.collections ADD COLUMN terms integer NOT NULL DEFAULT 1;
