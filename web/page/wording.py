"""How the page words times and numbers."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from precis.languages.counts import count_of
from precis.web.times import moment

if TYPE_CHECKING:
    from collections.abc import Mapping

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_DAYS_AGO = 7
_WORD = re.compile(r"[a-z]+[ ,]")


def duration(seconds: float) -> str:
    """Return a duration, coarser the longer it is."""
    whole = int(seconds)
    if seconds < 10:  # noqa: PLR2004 - shown with a decimal
        return f"{seconds:.1f} s"
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"


def at_time(text: str) -> str:
    """Return a time as HTML's `time` element has it."""
    return moment(text).isoformat(timespec="seconds")


def ago(text: str) -> str:
    """Return how long ago a time was, or its day after a week."""
    then = moment(text)
    seconds = (datetime.now(UTC) - then).total_seconds()
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return f"{count_of(int(seconds // _MINUTE), 'minute')} ago"
    if seconds < _DAY:
        return f"{count_of(int(seconds // _HOUR), 'hour')} ago"
    if seconds < _DAYS_AGO * _DAY:
        return f"{count_of(int(seconds // _DAY), 'day')} ago"
    return f"{then:%-d %B %Y}"


def sentence(line: str) -> str:
    """Return an error as a sentence: with a capital, unless it begins with a name of some kind."""
    return line[:1].upper() + line[1:] if _WORD.match(line) else line


def usage_line(usage: Mapping[str, Any]) -> str:
    """Describe what a result has cost."""
    calls, cached = usage["calls"], usage["cached_calls"]
    if not calls and not cached:
        return "no model call"
    parts = [count_of(calls, "model call")]
    if cached:
        parts.append(f"{cached} from earlier")
    parts.append(count_of(usage["input_tokens"] + usage["output_tokens"], "token"))
    cost = usage["cost_usd"]
    parts.append("price unknown" if cost is None else f"${cost:.4f}")
    return " · ".join(parts)
