"""The page: HTML made on the server, a little htmx, and an address for everything."""
