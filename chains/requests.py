"""The parameters of every action, in one file: each with its default and description, once.

The command line, the Python API, REST, MCP, the page and the steps of chains take them from here:
to add a parameter, add a field. A field with a description is an option of the command line.
`XOptions` say how an action is done; `XRequest` adds what it is done to, as servers get it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, ClassVar, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PositiveFloat,
    PositiveInt,
    StringConstraints,
    ValidationError,
    model_validator,
)

from precis.errors import UsageError
from precis.stores.collection_names import check_name

T = TypeVar("T")

Style = Literal["prose", "bullets", "outline"]
Unsupported = Literal["mark", "drop", "quote"]

DEFAULT_COLLECTION = "default"
PASSAGES = 8
"""Passages that a question is answered from."""

MOST_HOPS = 10
"""Searches that one question may take."""

REMEMBERED = 6
"""The last turns that a follow-up question can refer to."""

LENGTHS = {"short": 80, "medium": 200, "long": 500}
"""Words of a summary by the name of its length."""

MAX_WORDS = 5000
_MAX_SOURCES = 10_000
_MAX_TEXT = 1_000_000
_MAX_LINE = 2000
_MAX_ANSWER = 20_000


def words_of(length: str | int) -> int:
    """Return the number of words of a length. Raises ValueError if it is not a length."""
    text = str(length)
    words = LENGTHS.get(text) or (int(text) if text.isascii() and text.isdigit() else 0)
    if not 0 < words <= MAX_WORDS:
        names = ", ".join(LENGTHS)
        raise ValueError(f"length '{text}' is not one of {names}, or 1 to {MAX_WORDS} words")
    return words


def _length(value: str | int) -> str | int:
    words_of(value)
    return value


def _price(value: str | None) -> str | None:
    if value is not None:
        _prices(value)
    return value


def _prices(value: str) -> tuple[float, float]:
    try:
        read, written = map(float, value.split("/"))
    except ValueError:
        raise ValueError(f"price '{value}' is not two numbers such as 0.25/2") from None
    return read, written


def _moment(value: str | None) -> str | None:
    """Return a day or a time as the library writes it, in UTC."""
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"since '{value}' is not a day such as 2026-11-01") from None
    if moment.tzinfo:
        moment = moment.astimezone(UTC)
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def _or_none(value: object) -> object:
    return value or None


Day = Field(json_schema_extra={"format": "date"})
Line = Annotated[str, StringConstraints(min_length=1, max_length=_MAX_LINE, pattern=r"\S")]
OptionalLine = Annotated[Line | None, BeforeValidator(_or_none)]
Length = Annotated[
    str | int,
    AfterValidator(_length),
    Field(
        json_schema_extra={
            "anyOf": [
                {"type": "string", "pattern": r"^(short|medium|long|[1-9][0-9]{0,2})$"},
                {"type": "integer", "minimum": 1, "maximum": MAX_WORDS},
            ]
        }
    ),
]


def _collection(name: str) -> str:
    try:
        return check_name(name)
    except UsageError as error:
        raise ValueError(str(error)) from error


COLLECTION_PATTERN = r"^[^\x00-\x20\x7f-\xa0][^\x00-\x1f\x7f-\x9f]{0,29}$"
"""Names that always can be; up to 120 bytes can be, which a pattern cannot say."""

Collection = Annotated[
    str,
    Field(
        min_length=1,
        max_length=120,
        json_schema_extra={"pattern": COLLECTION_PATTERN},
    ),
    AfterValidator(_collection),
]

Condition = Annotated[
    str,
    StringConstraints(min_length=1),
    Field(json_schema_extra={"pattern": r"^(title|source|media_type|id)[=~].{1,500}$"}),
]


class Request(BaseModel):
    """An immutable set of parameters; unknown ones are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Handling(Request):
    """What happens to sentences that the sources do not support."""

    unsupported: Unsupported | None = Field(
        default=None,
        description="Mark, drop or replace (quote) sentences that the sources do not support.",
    )


class Batching(Request):
    """Whether model calls go in batches, which cost half and may take a day."""

    batch: bool = Field(
        default=False,
        description="Send model calls in batches: half the price, in up to a day. Rerun to resume.",
    )
    live_reduces: bool = Field(
        default=False,
        description="With --batch: send the calls that merge summaries at once, at full price.",
    )

    @model_validator(mode="after")
    def _batched(self) -> Self:
        if self.live_reduces and not self.batch:
            raise ValueError("live-reduces needs batch")
        return self


LIVE = Batching()
"""Every call at once."""


class SummaryOptions(Request):
    """What a summary is like."""

    length: Length = Field(
        default="medium", description="short, medium, long, or a number of words."
    )
    focus: OptionalLine = Field(
        default=None, description="A question that the summary should answer."
    )
    style: Style = Field(
        default="prose",
        description="Layout of the summary: an outline follows the sources' headings.",
    )
    language: OptionalLine = Field(
        default=None, description="Language of the summary; by default that of the sources."
    )


class SummarizeOptions(Batching, Handling, SummaryOptions):
    """How sources are summarized."""


class SearchOptions(Request):
    """Which passages are found."""

    collection: Collection = Field(
        default=DEFAULT_COLLECTION, description="The collection of the library to use."
    )
    k: int = Field(default=PASSAGES, ge=1, le=100, description="Number of passages to retrieve.")
    where: list[Condition] = Field(
        default=[],
        max_length=10,
        description="Only documents with FIELD=GLOB or FIELD~TEXT; fields: title, source, "
        "media_type, id.",
    )


class AskOptions(Handling, SearchOptions):
    """How a question is answered."""

    panels: ClassVar[dict[str, str]] = dict.fromkeys(
        ("since", "all", "all_auto", "unfiltered", "hops"),
        "Questions about all documents, or in several parts",
    )

    since: Annotated[str, Day, AfterValidator(_moment)] | None = Field(
        default=None,
        description="Only documents added or changed since this day, such as 2026-11-01.",
    )
    all: bool = Field(
        default=False,
        description="Ask every relevant document: for lists, counts and themes.",
    )
    all_auto: bool = Field(
        default=False, description="Like --all, but only for questions about all documents."
    )
    unfiltered: bool = Field(
        default=False,
        description="With --all: also ask documents in which the index finds nothing.",
    )
    hops: Annotated[int, Field(ge=0, le=MOST_HOPS)] = Field(
        default=0,
        description="Maximum searches for the parts of a question, and for what an answer names.",
    )

    @model_validator(mode="after")
    def _one_way_to_ask(self) -> Self:
        if self.hops and (self.all or self.all_auto):
            raise ValueError("hops and all cannot be combined: give one")
        return self


class RunOptions(Batching, Handling):
    """How a chain of steps is run."""


class CheckOptions(Request):
    """How a text is checked."""

    strict: bool = Field(default=False, description="Count doubtful sentences as unsupported.")


class IngestOptions(Request):
    """Where sources are stored, and what happens to what is there."""

    collection: Collection = Field(
        default=DEFAULT_COLLECTION, description="The collection of the library to use."
    )
    keep_missing: bool = Field(
        default=False, description="Keep documents whose files or pages were deleted."
    )


def _model_option(text: str) -> str:
    name, equals, _ = text.partition("=")
    if not equals or not name.strip():
        raise ValueError(f"model option '{text}' is not NAME=VALUE, such as temperature=0")
    return text


class ModelOptions(Request):
    """How the chat model is called."""

    panel: ClassVar[str] = "Model calls"

    price: Annotated[str | None, AfterValidator(_price)] = Field(
        default=None, description="US dollars per million input and output tokens, such as 0.25/2."
    )

    context: PositiveInt | None = Field(
        default=None, description="Context window in tokens, if the server does not report it."
    )
    concurrency: PositiveInt | None = Field(
        default=None, description="Maximum concurrent calls; lowered when the server is slow."
    )
    timeout: PositiveFloat | None = Field(
        default=None, description="Seconds to wait for a silent server (600 by default)."
    )
    model_option: tuple[Annotated[str, AfterValidator(_model_option)], ...] = Field(
        default=(), description="Send NAME=VALUE with every call; NAME= leaves NAME out."
    )

    def prices(self) -> tuple[float, float] | None:
        """Return US dollars for a million tokens read and written, where given."""
        return None if self.price is None else _prices(self.price)


class CallOptions(ModelOptions):
    """How the chat model is called by one command, and what that may cost."""

    dry_run: bool = Field(default=False, description="Estimate the cost; call no model.")
    max_calls: int | None = Field(
        default=None, ge=0, description="Stop after this many paid calls; rerun to resume."
    )
    max_cost: float | None = Field(
        default=None,
        ge=0,
        description="Stop before spending more than this many US dollars; rerun to resume.",
    )


class SourcesRequest(Request):
    """Sources are addresses, `upload:ID`, `collection:NAME`, or `document:ID` of the collection."""

    sources: Annotated[list[Line], Field(min_length=1, max_length=_MAX_SOURCES)]
    collection: Collection = Field(
        default=DEFAULT_COLLECTION, description="The collection of the library to use."
    )


class SummarizeRequest(SummarizeOptions, SourcesRequest):
    """As the options of `precis summarize`."""


class IngestRequest(SourcesRequest):
    """Sources to load into the collection."""


class CheckRequest(SourcesRequest, CheckOptions):
    """Whether sources support a text."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=_MAX_TEXT)]


class RunRequest(SourcesRequest, RunOptions):
    """A chain of steps, as `precis run` takes it."""

    chain: Line


class SearchRequest(SearchOptions):
    """As the options of `precis search`."""

    question: Line


class EarlierTurn(Request):
    """An earlier question of a conversation, and the text of its answer."""

    question: Line
    answer: Annotated[str, StringConstraints(max_length=_MAX_ANSWER)] = ""


class AskRequest(SearchRequest, AskOptions):
    """As the options of `precis ask`; `before` are earlier turns that a follow-up refers to."""

    before: Annotated[list[EarlierTurn], Field(max_length=REMEMBERED)] = []


JobRequest = SourcesRequest | AskRequest

JOBS: dict[str, type[JobRequest]] = {
    "summarize": SummarizeRequest,
    "ask": AskRequest,
    "ingest": IngestRequest,
    "check": CheckRequest,
    "run": RunRequest,
}
"""What servers do as jobs, by the names of the commands."""


def kind_of(request: JobRequest) -> str:
    """Return the name of the job that `request` asks for."""
    return next(kind for kind, model in JOBS.items() if type(request) is model)


def checked(make: Callable[[], T], prefix: str = "") -> T:
    """Return what `make` makes; raises UsageError, in one line, for a parameter out of range.

    `prefix` stands before the parameter's name: "--" where it is an option.
    """
    try:
        return make()
    except ValidationError as error:
        raise UsageError(problem(error, prefix)) from error


def problem(error: ValidationError, prefix: str = "") -> str:
    """Return what is wrong with the first wrong parameter: its name, its value, and why."""
    first = error.errors()[0]
    if first["type"] == "value_error":
        return str(first["ctx"]["error"])
    name = "-".join(part for part in map(str, first["loc"]) if not part.isdigit())
    name = prefix + name.replace("limits-", "max-").replace("_", "-")
    if first["type"] == "missing":
        return f"{name} is missing"
    if first["type"] == "extra_forbidden":
        return f"there is no parameter '{name}'"
    reason = first["msg"].removeprefix("Input ")
    return f"{name} '{first['input']}' {reason[0].lower()}{reason[1:]}"
