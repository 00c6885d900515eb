"""Servers that keep documents: buckets, mailboxes, reference libraries, feeds; a file each."""
