"""The server's log on stderr: a line per request, and unexpected errors.

Lines contain no query, header or body, and so neither tokens nor questions.
"""

import json
import logging
from datetime import UTC, datetime

LOG = logging.getLogger("precis.server")


class _Json(logging.Formatter):
    """One JSON object per line: `time` in UTC, `level`, `message`, and the details of a request."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"time": time, "level": record.levelname.lower(), "message": record.getMessage()}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line | getattr(record, "request", {}), ensure_ascii=False)


def show_log(style: str = "text") -> None:
    """Start logging, as text or, with `style` "json", as JSON."""
    shown = logging.StreamHandler()
    plain = logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S%z")
    shown.setFormatter(_Json() if style == "json" else plain)
    LOG.addHandler(shown)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
