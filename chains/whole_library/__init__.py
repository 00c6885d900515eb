"""The whole library as a source: what was ingested, read and asked document by document."""
