"""What the server logs on stderr: a line per request, and what was not meant to happen.

Lines hold no query, header or body, so that no token and no question is in them.
"""

import logging

LOG = logging.getLogger("precis.server")


def show_log() -> None:
    """Show the log."""
    shown = logging.StreamHandler()
    shown.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    LOG.addHandler(shown)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
