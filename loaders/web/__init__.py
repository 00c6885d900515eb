"""Web addresses → blobs: one page, a whole site, or a page that a browser has to run."""
