"""Formats of Office 97 to 2003: streams of records in a compound file."""
