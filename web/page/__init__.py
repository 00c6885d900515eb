"""The page: what a browser shows of the library and of all work on it.

`mounting.py` puts it into the server; `library_column.py` and `tabs.py` lay it out; `shelf.py`
and `work.py` do what is asked; `render.py` alone makes HTML.
"""
