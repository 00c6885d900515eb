"""Small inputs made after public bug reports on other loaders; run as a module."""
