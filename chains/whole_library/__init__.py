"""The whole library as a source: ingested documents, queried one by one."""
