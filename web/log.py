"""The server's log on stderr: a line per request, and unexpected errors.

Lines contain no query, header or body, and so neither tokens nor questions. Of a path they contain
what cannot be a token.
"""

import json
import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime

from precis.web.access import LEAST_CHARACTERS

LOG = logging.getLogger("precis.server")

_LONG = re.compile(rf"[^/]{{{LEAST_CHARACTERS},}}")
_ID = re.compile(r"[0-9a-f]{16,64}")
_BORDER = re.compile(r"[/=;:,&]")
_MOST_BORDERS = 20


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


def shown_path(path: str, is_token: Callable[[str], bool]) -> str:
    """Return a path without what a user may have typed there: of long parts only ids are shown.

    Nor is any stretch of it that `is_token`, between whatever signs.
    """
    borders = [match.start() for match in _BORDER.finditer(path)]
    if len(borders) > _MOST_BORDERS:
        return "…"
    for start in borders:
        for end in (*borders, len(path)):
            if end - start > LEAST_CHARACTERS and is_token(path[start + 1 : end]):
                return f"{path[: start + 1]}…"
    return _LONG.sub(lambda part: part[0] if _ID.fullmatch(part[0]) else "…", path)
