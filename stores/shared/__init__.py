"""A library in PostgreSQL, for the processes of several machines."""
