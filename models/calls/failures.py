"""Classify failed calls, in one file: an ordered table of rules; the first match wins.

By status, code and kind first, then by what servers say in words. How they lay that out is read
in `server_words.py`; how it is put to a reader, in `explanations.py`.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from langchain_core.exceptions import ContextOverflowError

from precis.models.calls import foreign_words
from precis.models.calls.server_words import ServerWords, server_words


class Fault(Enum):
    """What is wrong."""

    UNREACHED = auto()
    SILENT = auto()
    BUSY = auto()
    BROKEN = auto()
    GARBLED = auto()
    KEY = auto()
    FORBIDDEN = auto()
    CREDIT = auto()
    NO_MODEL = auto()
    NO_SERVER = auto()
    TOO_LONG = auto()
    REFUSED = auto()
    PARAMETER = auto()
    REPLY_ROOM = auto()
    SYSTEM_ROLE = auto()
    INVALID = auto()


_SURER_THAN_A_PARAMETER = {
    Fault.TOO_LONG,
    Fault.SYSTEM_ROLE,
    Fault.REFUSED,
    Fault.CREDIT,
    Fault.KEY,
    Fault.REPLY_ROOM,
}
_PASSING = {Fault.UNREACHED, Fault.SILENT, Fault.BUSY, Fault.BROKEN, Fault.GARBLED}
_HTTP_PACKAGES = {"aiohttp", "httpcore", "httpx", "httpx2", "requests", "urllib3", "ssl", "socket"}

_PAYMENT_REQUIRED = 402
_TOO_MANY_REQUESTS = 429
_LEGAL_REASONS = 451
_OK = 200
_TOO_LARGE = 413
_UNAUTHORIZED = 401
_FORBIDDEN = 403
_NOT_FOUND = 404
_BUSY_STATUSES = {429, 503, 529}
_TIMEOUT_STATUSES = {408, 504, 524}
_PASSING_STATUSES = {409, 423, 424, 425, 499}
_OWN_STATUSES = {*range(430, 500)} - {451, 499}
"""Non-standard statuses, whose meaning is only in the message."""
_CLIENT_ERRORS = range(400, 500)
_SERVER_ERRORS = range(500, 600)
_REQUEST_STATUSES = {400, 413, 416, 422, 500, 200, None}
_NEVER_TOO_LONG = {401, 402, 403, 404}
_ABOUT_KEYS = {401, 403, 407}
_MEANT_ON_PAGES = {401, 407, 413, 429}
"""Statuses that say what is wrong also where a gateway says it on a page."""

_NOT_ABOUT_TEXT = {401, 402, 404, 405, 407, 408, 409, 425, 429}

_TOO_LONG_MARKS = re.compile(
    r"context_?(?:length|window|size)_?exceed|exceed_?context|prompt_?too_?long|input_?too_?long"
    r"|contextwindowexceeded|string_above_max_length|request_too_large|tokens_?limit_?exceed"
)
_TOO_LONG = re.compile(
    r"context[ _-]?(?:length|window|size|limit|overflow|shift)|max_?(?:model|seq|prompt|input)_?len"
    r"|max(?:imum)? ?(?:\w{1,12} ){0,3}length|tokens? long\b|must be at least 1, got -\d"
    r"|max(?:imum)? tokens of \d+ exceed"
    r"|(?:prompt|input|inputs|request|messages?|conversation|query|text|tokens?)`?"
    r"[ \w()`'.,:-]{0,60}?"
    r"(?:too (?:long|large|many|big)|exceed|(?:longer|larger|greater|more) than|over the)"
    r"|too many (?:input |prompt |total )?(?:tokens|text bytes)|n_keep|n_ctx"
    r"|(?:reduce|shorten) (?:the|your) (?:length|prompt|input|message)"
    r"|must have less than \d+ tokens|token (?:limit|count)|shorter (?:input|prompt)"
    r"|input or output tokens must be reduced|size of the (?:input|prompt)"
    r"|input length (?:should|must)|`inputs` tokens \+"
    r"|(?:not|n't) fit",
    re.IGNORECASE,
)
_REPLY_TOO_LONG = re.compile(
    r"\bmax(?:imum)?[ _-]?(?:completion|output|new)?[ _]?tokens\b(?! of \d).{0,60}?"
    r"(?:too (?:large|high|big)|must be (?!at least)|should be|at most|less (?:than|or)|exceed"
    r"|out of range|between|expected|cannot be (?:more|larger|higher|over|above)|\d ?\.\. ?\d"
    r"|greater|maximum|invalid|supports|(?:valid|supported) range|range of|> ?\d)"
    r"|invalid max_\w{0,12}tokens|num_predict",
    re.IGNORECASE | re.DOTALL,
)
_WITH_THE_PROMPT = re.compile(
    r"\b(?:inputs?|prompt|messages)\b[`'\"]?(?: (?:tokens|length))? ?(?:\+|and|plus) (?!try)"
    r"|\d+ (?:input|prompt) tokens",
    re.IGNORECASE,
)
_INVALID = re.compile(
    r"invalid|unsupported|not supported|(?:must|has to|have to|should) be|out of range",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[`'\"]([\w.]{2,40})[`'\"]")
_STREAM_ONLY = re.compile(
    r"(?:only|must|requires?|enable|non)\b[\w ,'\"`-]{0,40}?stream|stream\w* (?:is )?required",
    re.IGNORECASE,
)
_OF_CONTEXT = re.compile(r"context[ _-]?(?:length|window)", re.IGNORECASE)
_OF_TOKENS = re.compile(
    r"token|トークン|토큰|токен|令牌|词元|字符|文字|\b(?:characters|chars)\b|conte[xk]t|kontext"
    r"|контекст|上下文|コンテキスト|컨텍스트",
    re.IGNORECASE,
)
_LEAST_TOKENS = 256
"""A refusal that names a number of tokens or characters, in any language, is about the length."""

_REQUEST_OVER_RATE = re.compile(
    r"request too large for .{0,120}per (?:min|day)|requested? (?:is )?too large for .{0,80}limit",
    re.IGNORECASE | re.DOTALL,
)
_WINDOW = re.compile(
    r"(?:max\w*|limit\w*|at most|up to|window|context (?:size|length)|allowed|n_ctx|less than"
    r"|fewer than|supports?|only|longer than|larger than|greater than|>=?|<=?)"
    r"[^\d;]{0,40}?(\d[\d,_]{1,12})(?!\d)",
    re.IGNORECASE,
)
_WINDOW_BEFORE = re.compile(
    r"(\d[\d,_]{1,12})[ -]?(?:tokens?)? ?(?:max|limit|context)", re.IGNORECASE
)
_COUNT = re.compile(r"(?<![\d.])\d[\d,_]{1,12}(?![\d.]*\d)")
_SMALLEST_WINDOW = 64

_REFUSED = re.compile(
    r"content[ _-]?(?:filter|management|policy|moderation)|content_policy|responsible ?ai"
    r"|safety (?:system|filter|setting|reasons|check|polic|guideline|violation|concern)"
    r"|prohibited[ _]content|inappropriate content|data_?inspection"
    r"|filtr\w+ .{0,12}conten|conten\w+[ _].{0,12}filtr|inhaltsfilter|flagged|moderation"
    r"|usage (?:guidelines|polic)"
    r"|guardrail|violat\w+ .{0,40}(?:polic|guideline|terms)|new_sensitive"
    r"|sensitive[ _]?(?:content|information|words?|data|text)|(?:prompt|input|content|text) is"
    r" (?:\w+ )?(?:sensitive|inappropriate|unsafe|harmful)|censor|model armor|blocked by"
    r"|(?:blocked|rejected|filtered) (?:(?:the|this|your) )?(?:input|prompt|text|content)"
    r"|(?:prompt|response|input|output|outputted|content)(?: \w+){0,3} (?:is|was|been)? ?"
    r"(?:blocked|rejected|stopped|denied|filtered)"
    r"|prompt blocked|response blocked|harmful|toxic|profanity(?!_)|image_safety|unsafe[ _]"
    r"|content exists risk|high risk|policy ?violation|(?<!schema)_violation|illegal[ _](?:content"
    r"|prompt)|\bethic\w*|guard\w* violation|(?:request|message) blocked"
    r"|disallowed[ _]content",
    re.IGNORECASE,
)
_CREDIT_MARKS = re.compile(
    r"insufficient_(?:quota|balance|credit|funds|user_quota)|billing|payment|credit|balance"
    r"|exceeded_current_quota|quota_exhausted|usage[_-]exhausted|arrearage|overdue"
    r"|budget_?exceeded|set_?limit_?exceeded"
)
_CREDIT = re.compile(
    r"insufficient (?:account )?(?:balance|credit|fund|quota)|credit balance|out of credits?"
    r"|(?:any|no|more|enough|remaining|purchase|buy|add|of) credits?\b"
    r"(?! (?:\w+ ){0,2}(?:charged|used|deducted|consumed|spent))|payment required"
    r"|billing (?:hard )?limit|account is not active|check your plan and billing|overdue"
    r"|exceeded your (?:current|monthly) (?:quota|spend)|spend(?:ing)? limit|arrears|unpaid"
    r"|(?:exceeded|over) (?:\w+ )?budget|budget (?:has been |was )?exceeded"
    r"|non-?payment|payment method|billing period|\btop[- ]?up\b|wallet"
    r"|(?:run|ran) out of (?:tokens|credits?|quota)",
    re.IGNORECASE,
)
_USED_UP = re.compile(
    r"usage limit|regain access|(?:key|budget|spend\w*|cost|plan) limit|spending cap"
    r"|(?:quota|allowance|allocation|budget|credits?|plan|subscription|trial|free tier|package)\b"
    r"(?: \w+){0,4} (?:exhausted|used up|depleted|exceeded|reached|expired|ended|run out)"
    r"|(?:exhausted|used up|depleted|exceeded|reached) (?:\w+ ){0,4}(?:quota|allowance|budget"
    r"|credits?|plan|free tier)|额度|配额",
    re.IGNORECASE,
)
"""What is said of an account by servers that do not call it a matter of too many requests."""

_PAID_ONLY = re.compile(
    r"(?:extra|additional|paid) usage (?:is )?required|requires? an? (?:paid|upgrade|subscription)",
    re.IGNORECASE,
)
_THROTTLED = re.compile(r"throttl|rate exceeded|too many requests|please wait", re.IGNORECASE)
_RATE = re.compile(
    r"throttl|rate[ _-]?limit|concurren|per[ _-]?(?:min|sec)|slow down|too many requests|retry"
    r"|again (?:later|in)|later\b|稍后|稍後",
    re.IGNORECASE,
)
"""What is said of calls that come too fast, also by those who call that a quota: who lacks credit
is not told to come again."""

_KEY_MARKS = re.compile(
    r"invalid_?api_?key|authentication|unauthenticated|api_key_invalid|unauthorized|invalid_token"
    r"|api_key_expired|account_deactivated|no_auth"
)
_KEY = re.compile(
    r"(?:api|access|auth\w*|secret)[ _-]?(?:key|token)|authenticat|bearer|credentials"
    r"|unauthori[sz]ed|\bkey\b",
    re.IGNORECASE,
)
_NO_MODEL = re.compile(
    r"model_?not_?(?:found|available)|unable to access model"
    r"|\bmodels?\b.{0,120}?(?:not (?:be )?found|does not exist|doesn't exist|not exist|no such"
    r"|not available|unknown|not a valid|is(?: not|n['’]t) supported|not loaded|decommissioned"
    r"|deprecated|no longer)|\b(?:no such|unknown|invalid|unsupported|no|different|another) model"
    r"|no endpoints found|deploymentnotfound|deployment .{0,60}(?:does not exist|not found)",
    re.IGNORECASE | re.DOTALL,
)
_NO_MODEL_MARKS = re.compile(r"\bmodel_?not_?(?:found|available)|deployment_?not_?found")
_BUSY_MARKS = re.compile(
    r"overloaded|rate_?limit|resource_exhausted|too_many_requests|throttl|unavailable|server_busy"
    r"|engine_overloaded|capacity"
)
_BROKEN_MARKS = re.compile(r"server_error|internal|api_error|timeout|upstream|bad_gateway")
_SYSTEM_ROLE = re.compile(
    r"(?:system|developer)['\"`]? ?(?:role|message|instruction|prompt)s?.{0,60}"
    r"(?:not|un|disabled|invalid)|(?:not|n't|un)\w* .{0,30}['\"`]?(?:system|developer)['\"`]? ?"
    r"(?:role|message|prompt|with|$)"
    r"|roles? must alternate|only (?:user|'user'|\"user\")[ \w'\",/]{0,20}assistant"
    r"|unexpected role|valid role|role ['\"`]?system|messages\[0\]\.role"
    r"|['\"`](?:system|developer)['\"`] is (?:not|no|an? (?:unknown|invalid))",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\blimit[\"']?(?: of|[:=])? ?0\b(?![.,]?\d)", re.IGNORECASE)
"""A rate of nothing: what an account has no part in is not answered after any wait."""

_LASTING = re.compile(
    r"per \d{4,} ?s\b|(?:per|an?|the|this|/)[ _-]?(?:hour|day|week|month)\b|perday|permonth"
    r"|\b(?:hourly|daily|weekly|monthly)\b|\d hours?\b|usage limit|\b(?:TPD|RPD)\b",
    re.IGNORECASE,
)
"""A rate that is counted by hours or days: waiting for minutes does not help."""


@dataclass(frozen=True)
class Failure:
    """What a failed call says about the next try.

    `parameters` are those of the request that the server refuses. `window` and `prompt_tokens`
    are what a server says about a prompt that is too long, `counts` all numbers that it names.
    A `lasting` failure does not pass within minutes.
    """

    fault: Fault
    words: str
    status: int | None = None
    retry_after: float = 0.0
    address: str = ""
    parameters: tuple[str, ...] = ()
    window: int | None = None
    prompt_tokens: int | None = None
    cause: str = ""
    lasting: bool = False
    counts: tuple[int, ...] = ()

    @property
    def transient(self) -> bool:
        """Whether the same request may be answered in some minutes."""
        return self.fault in _PASSING and not self.lasting

    @property
    def too_busy(self) -> bool:
        """Whether fewer calls at once would help."""
        return self.fault in {Fault.BUSY, Fault.SILENT}

    @property
    def answered(self) -> bool:
        """Whether there is a server at all."""
        return self.fault not in {Fault.UNREACHED, Fault.SILENT}


def read_failure(error: Exception, sent: Collection[str] = (), room: int | None = None) -> Failure:
    """Judge what a model package raised; `sent` are the names of the parameters in the request, and
    `room` is the number of tokens that it gave the reply.
    """
    said = server_words(error)
    case = _Case(error, said, sent, room)
    refused = _refused_parameters(said, sent) if case.status in _REQUEST_STATUSES else ()
    fault = next((fault for fault, holds in _RULES if holds(case)), Fault.INVALID)
    if refused and (fault not in _SURER_THAN_A_PARAMETER or case.names(refused)):
        fault = Fault.PARAMETER
    window, prompt_tokens = _counts(said) if fault is Fault.TOO_LONG else (None, None)
    return Failure(
        fault,
        said.words,
        said.status,
        said.retry_after,
        said.address,
        refused if fault is Fault.PARAMETER else (),
        window,
        prompt_tokens,
        type(error).__name__,
        fault is Fault.BUSY and case.lasting(),
        tuple(_whole_numbers(said.full)),
    )


class _Case:
    """One error with what the rules ask about it."""

    def __init__(
        self, error: Exception, said: ServerWords, sent: Collection[str], room: int | None
    ) -> None:
        self._room = room
        self.error = error
        self.status = said.status
        self.marks = " ".join(sorted(said.marks))
        self.words = said.full
        self.both = f"{self.marks} {self.words}"
        self.page = said.page
        self.waits = said.retry_after > 0 or "resource_exhausted" in self.marks
        self.parameters = " ".join(said.parameters)
        self.bare = said.status is None and not said.marks
        self.sets_room = any("tokens" in name for name in sent)
        self.told_to_wait = said.retry_after > 0

    def without_credit(self) -> bool:
        """Distinguish a rate from a purse: who lacks credit is not told when to come again."""
        if self.status in _CLIENT_ERRORS and _PAID_ONLY.search(self.words):
            return True
        marks = _CREDIT_MARKS.search(self.marks)
        if self.status == _TOO_MANY_REQUESTS:
            if _RATE.search(self.both if "insufficient" not in self.marks else self.words):
                return "balance" in self.both or "budget" in self.both
            return bool(marks or (not self.waits and _lacks_credit(self.words)))
        if self.status in _SERVER_ERRORS:
            return "insufficient" in self.marks
        used_up = self.status in _CLIENT_ERRORS and _USED_UP.search(self.words)
        return bool(marks or used_up or _lacks_credit(self.words))

    def too_long(self) -> bool:
        """Return whether a shorter prompt would be answered."""
        if isinstance(self.error, ContextOverflowError):
            return True
        return _is_too_long(self.status, self.marks, self.words)

    def counts_tokens(self) -> bool:
        """Return whether a request is refused for a number of tokens, in whatever words."""
        counted = any(count >= _LEAST_TOKENS for count in _whole_numbers(self.words))
        return self._about_request() and counted and bool(_OF_TOKENS.search(self.words))

    def reply_too_long(self) -> bool:
        """Return whether the reply was given more tokens than the model can write."""
        return (
            self.sets_room
            and self.status in _REQUEST_STATUSES
            and _is_about_reply(self.words)
            and not _TOO_LONG_MARKS.search(self.marks)
        )

    def names_room(self) -> bool:
        """Return whether a request is refused for the tokens that it gave the reply."""
        if self._room is None or not self._about_request():
            return False
        counts = _whole_numbers(self.words)
        named = re.search(r"max_\w{0,12}tokens", self.parameters)
        return self._room in counts or bool(named and min(counts, default=self._room) < self._room)

    def names(self, refused: Collection[str]) -> bool:
        """Return whether a field of the error, not its prose, names the wrong parameters."""
        named = [name for name in refused if name in self.parameters.split()]
        return bool(named) and not _TOO_LONG_MARKS.search(self.marks) and not self.sets_room

    def lasting(self) -> bool:
        """Distinguish a limit of the day from one of the minute."""
        of_day = bool(_LASTING.search(self.both))
        if _NEVER.search(self.words):
            return True
        return of_day and (not self.told_to_wait or "perday" in self.marks)

    def unreached(self) -> bool:
        """Return whether no server answered."""
        named = "connect" in type(self.error).__name__.lower()
        return self.bare and (_is_network(self.error) or named)

    def silent(self) -> bool:
        """Return whether a server took too long."""
        late = (
            isinstance(self.error, TimeoutError) or "timeout" in type(self.error).__name__.lower()
        )
        return (self.bare and late) or self.status in _TIMEOUT_STATUSES

    def wrong_place(self) -> bool:
        """Return whether something else than a model server answered."""
        if self.page:
            return self.status not in _SERVER_ERRORS and self.status not in _MEANT_ON_PAGES
        named = self._names_model() or "not_found" in self.marks
        return self.status == 405 or (self.status == _NOT_FOUND and not named)  # noqa: PLR2004 - Method Not Allowed

    def without_model(self) -> bool:
        """Return whether the server knows no such model, or none that writes replies."""
        named = self._names_model()
        return self.status == _NOT_FOUND or (self._about_request() and named)

    def wrong_key(self) -> bool:
        """Return whether the key is not one."""
        if self.status in _ABOUT_KEYS:
            known = _KEY_MARKS.search(self.marks) or _KEY.search(self.words) or not self.words
            return self.status == _UNAUTHORIZED or bool(known)
        named = _KEY_MARKS.search(self.marks) or re.search(
            r"api[ _-]?key", self.words, re.IGNORECASE
        )
        return bool(named) and self._about_request()

    def busy(self) -> bool:
        """Return whether fewer calls would be answered."""
        busy = _BUSY_MARKS.search(self.marks) or _THROTTLED.search(self.both)
        named = bool(busy) and self._about_request()
        told = self.status in _OWN_STATUSES and bool(_RATE.search(self.both))
        return self.status in _BUSY_STATUSES or named or told

    def broken(self) -> bool:
        """Return whether the server itself failed."""
        if self.status in _PASSING_STATUSES or self.status in _SERVER_ERRORS:
            return True
        named = _BROKEN_MARKS.search(self.marks) and "invalid" not in self.marks
        return bool(named) and self._about_request()

    def refused(self) -> bool:
        """Return whether the text is what is wrong."""
        client = self.status in _CLIENT_ERRORS and self.status not in _NOT_ABOUT_TEXT
        if not (client or self._about_request()):
            return False
        named = _REFUSED.search(f"{self.both} {self.marks.replace('_', ' ')}")
        foreign = foreign_words.REFUSED.search(self.words)
        return self.status == _LEGAL_REASONS or bool(named or foreign)

    def _names_model(self) -> bool:
        return "model" in self.parameters.split() or bool(_NO_MODEL.search(self.both))

    def _about_request(self) -> bool:
        return self.status in _REQUEST_STATUSES


_RULES: tuple[tuple[Fault, Callable[[_Case], object]], ...] = (
    (Fault.SILENT, _Case.silent),
    (Fault.REPLY_ROOM, _Case.reply_too_long),
    (Fault.TOO_LONG, _Case.too_long),
    (
        Fault.SYSTEM_ROLE,
        lambda case: (
            case.status in _REQUEST_STATUSES
            and not case.bare
            and _SYSTEM_ROLE.search(f"{case.words} {case.parameters}")
        ),
    ),
    (Fault.CREDIT, lambda case: case.status == _PAYMENT_REQUIRED or case.without_credit()),
    (Fault.NO_SERVER, _Case.wrong_place),
    (Fault.UNREACHED, _Case.unreached),
    (Fault.REFUSED, _Case.refused),
    (Fault.GARBLED, lambda case: case.bare),
    (Fault.KEY, _Case.wrong_key),
    (Fault.FORBIDDEN, lambda case: case.status in _ABOUT_KEYS),
    (Fault.NO_MODEL, lambda case: _NO_MODEL_MARKS.search(case.marks)),
    (Fault.BUSY, _Case.busy),
    (Fault.NO_MODEL, _Case.without_model),
    (Fault.BROKEN, _Case.broken),
    (Fault.REPLY_ROOM, _Case.names_room),
    (Fault.TOO_LONG, _Case.counts_tokens),
)
"""What is wrong, by the first rule that holds."""


def _is_too_long(status: int | None, marks: str, words: str) -> bool:
    if _TOO_LONG_MARKS.search(marks):
        return True
    if status in _NEVER_TOO_LONG:
        return status == _FORBIDDEN and bool(_OF_CONTEXT.search(words))
    if _REQUEST_OVER_RATE.search(words):
        return True
    if status in _BUSY_STATUSES or _THROTTLED.search(f"{marks} {words}"):
        return False
    if _is_about_reply(words):
        return False
    told = _TOO_LONG.search(words) or foreign_words.TOO_LONG.search(words)
    return status == _TOO_LARGE or bool(told)


def _lacks_credit(words: str) -> bool:
    return bool(_CREDIT.search(words) or foreign_words.CREDIT.search(words))


def _is_about_reply(words: str) -> bool:
    return bool(_REPLY_TOO_LONG.search(words)) and not _WITH_THE_PROMPT.search(words)


def _refused_parameters(said: ServerWords, sent: Collection[str]) -> tuple[str, ...]:
    """Return which of the parameters `sent` the server names as wrong."""
    by_words = said.status in {400, 416, 422} or (
        said.status in {_OK, None} and _INVALID.search(said.full)
    )
    if by_words and "no_stream" in sent and _STREAM_ONLY.search(said.full):
        return ("no_stream",)
    named = [name for name in sent if any(_same(name, other) for other in said.parameters)]
    if not named and said.status in _SERVER_ERRORS and _INVALID.search(said.full):
        quoted = _QUOTED.findall(said.full)
        named = [name for name in sent if any(_same(name, other) for other in quoted)]
    if not named and by_words:
        named = [name for name in sent if _wording(name).search(said.full)]
    return tuple(named)


def _same(name: str, other: str) -> bool:
    wording = _wording(name)
    return any(wording.fullmatch(part) for part in (other, other.split(".", maxsplit=1)[0]))


@cache
def _wording(name: str) -> re.Pattern[str]:
    """Return what servers call a parameter: they join its words in their own way."""
    words = r"[._ -]?".join(map(re.escape, name.split("_")))
    ending = "(?:ing|ed|s)?" if name == "stream" else ""
    other = _OTHER_NAMES.get(name, "")
    return re.compile(rf"(?<![^\W_])(?:{words}{ending}{other})(?![^\W_])", re.IGNORECASE)


_OTHER_NAMES = {
    "reasoning": "|think(?:ing)?",
    "reasoning_effort": "|think(?:ing)?|effort|reasoning",
    "thinking_budget": "|budget|thinking",
}
"""What some servers say for a parameter that the model package has another name for."""


def _counts(said: ServerWords) -> tuple[int | None, int | None]:
    """Return the window and the length of a prompt that is too long, where a server says them."""
    counts = _whole_numbers(said.full)
    named = said.numbers
    window = named.get("n_ctx") or next(
        (n for name, n in named.items() if "max" in name and n >= _SMALLEST_WINDOW), None
    )
    for pattern in (_WINDOW_BEFORE, _WINDOW):
        found = [_whole(number) for number in pattern.findall(said.full)]
        window = window or next((n for n in found if n >= _SMALLEST_WINDOW), None)
    prompt = named.get("n_prompt_tokens") or max(counts, default=None)
    if prompt is not None and window is not None and prompt <= window:
        prompt = None
    return window, prompt


def _whole_numbers(text: str) -> list[int]:
    """Return the counts of tokens that a text names."""
    counts = [_whole(number) for number in _COUNT.findall(text)]
    return [count for count in counts if count >= _SMALLEST_WINDOW]


def _whole(number: str) -> int:
    return int(number.replace(",", "").replace("_", "").rstrip(",_") or 0)


def _is_network(error: Exception) -> bool:
    """Distinguish a failed connection from an unreadable reply."""
    one: BaseException | None = error
    for _ in range(5):
        if one is None:
            return False
        package = type(one).__module__.partition(".")[0]
        name = type(one).__name__
        if isinstance(one, OSError) or package in _HTTP_PACKAGES or "Connection" in name:
            return True
        one = one.__cause__
    return False
