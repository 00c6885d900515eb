"""Commands with a file of their own: groups with commands of their own, and the servers."""
