"""The routes of the page, one file per view."""
