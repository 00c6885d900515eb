"""What the server logs on stderr: a line per request, and what was not meant to happen.

Lines hold no query, header or body, so that no token and no question is in them.
"""

import json
import logging
from datetime import UTC, datetime

LOG = logging.getLogger("precis.server")


class _Json(logging.Formatter):
    """An object a line: `time` in UTC, `level`, `message`, and what a request was and took."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"time": time, "level": record.levelname.lower(), "message": record.getMessage()}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line | getattr(record, "request", {}), ensure_ascii=False)


def show_log(style: str = "text") -> None:
    """Show the log, as lines for people or, with `style` "json", as objects."""
    shown = logging.StreamHandler()
    plain = logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S%z")
    shown.setFormatter(_Json() if style == "json" else plain)
    LOG.addHandler(shown)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
