"""Thoughts of a model, taken out of its reply while it streams in.

Known forms: tags such as `<think>` or `[THINK]`, with or without the opening one (a chat template
may have written it), and the channels of gpt-oss. What a reply means is not known here.
"""

import re

_NAMES = (
    r"(?:[a-z]{1,10}:)?(?:think|thinking|thought|thoughts|reasoning|reason|reflection|scratchpad"
    r"|analysis|inner_monologue|chain_of_thought)"
)
_OPENER = (
    rf"<{_NAMES}(?:\s[^<>]{{0,60}})?>|\[(?:THINK|THINKING|REASONING)\]|◁think▷"
    r"|<\|(?:START_THINKING|begin_of_thought|thinking|thought|inner_prefix)\|>"
    r"|<\|channel>\s?(?:thought|analysis)|<unused94>(?:thought)?|\|startthink\|"
)
_CLOSER = (
    rf"</{_NAMES}\s?>|\[/(?:THINK|THINKING|REASONING)\]|◁/think▷"
    r"|<\|(?:END_THINKING|end_of_thought|/thinking|/thought|inner_suffix)\|>"
    r"|<channel\|>|<unused95>|\|endthink\|"
)
_CHANNEL = r"<\|channel\|>(?P<channel>[^<]{0,60})(?:<\|constrain\|>[^<]{0,20})?<\|message\|>"
_FOLDED = r"<details type=[\"']?reasoning\b[^<>]{0,120}>"
_FRAME = (
    r"<\|start\|>[^<]{0,40}(?=<)|<\|start_header_id\|>[^<]{0,40}<\|end_header_id\|>"
    r"|<\|im_start\|>assistant|<start_of_turn>model|<end_of_turn>"
    r"|<[|｜](?!(?:channel|constrain|message|start|start_header_id|im_start)\|)[\w▁ ]{1,40}[|｜]>"
    r"|</s>(?=\s*(?:\Z|<))|</?(?:answer|final_answer)>"
    r"|(?P<wrapper></?(?:response|output|solution|final)>)"
)
_MARK = re.compile(
    rf"(?P<channelled>{_CHANNEL})|(?P<folded>{_FOLDED})|(?P<opener>{_OPENER})|(?P<closer>{_CLOSER})|(?P<frame>{_FRAME})",
    re.IGNORECASE,
)
_END_OF_FOLDED = re.compile(r"</details>", re.IGNORECASE)
_END_OF_THOUGHT = re.compile(_CLOSER, re.IGNORECASE)
_END_OF_CHANNEL = re.compile(rf"{_CHANNEL}|<\|(?:end|return|call|start)\|>", re.IGNORECASE)
_BARE_CHANNELS = re.compile(r"\s*analysis\S.*?assistantfinal", re.DOTALL)
"""The channels of gpt-oss where a server leaves out the marks but not the words between them."""

_MARK_CHARACTERS = 170
"""No mark is longer."""

_BEGUN = re.compile(
    r"(?:<\|(?:channel|start|start_header_id)\|>[^<]{0,60}(?:<[^<]{0,40}){0,2}"
    r"|<[/|]?[^<>\n]{0,130}|<\|im_start\|>[a-z]{0,9}|<start_of_turn>[a-z]{0,5}"
    r"|\[/?[A-Z]{0,10}|◁/?\w{0,6}|\|\w{0,10})\Z",
    re.IGNORECASE,
)
"""What may become a mark when more text comes."""

_QUOTES = "`'\"“‘«"


class ThoughtFilter:
    """Gives back what a reader may see of a reply that comes in pieces.

    `thought` says whether anything was taken out, `unclosed` whether the reply ended within.
    `retractions` counts the ends without a beginning: each shows that all that was given back
    before was a thought too.
    """

    def __init__(self) -> None:
        self.thought = False
        self.retractions = 0
        self._pending = ""
        self._within: re.Pattern[str] | None = None
        self._last = ""
        self._line_begun = False

    @property
    def unclosed(self) -> bool:
        """Whether a thought has begun and not ended."""
        return self._within is not None

    def feed(self, piece: str) -> str:
        """Return what is certainly visible by now and was not given back before."""
        self._pending += piece
        return self._read(final=False)

    def end(self, piece: str = "") -> str:
        """Return what was held back; the reply is complete with `piece`."""
        self._pending += piece
        return self._read(final=True)

    def _read(self, *, final: bool) -> str:
        shown = ""
        while not self._within or self._leave_thought(self._within):
            mark = _MARK.search(self._pending)
            if mark is None:
                return shown + self._show(self._certain(final=final))
            shown += self._show(mark.start())
            if not self._is_mark(mark):
                shown += self._show(1)
                continue
            self._pending = self._pending[len(mark.group()) :]
            if self._enter(mark):
                shown = ""
        return shown

    def _leave_thought(self, closer: re.Pattern[str]) -> bool:
        end = closer.search(self._pending)
        if end is None:
            self._pending = self._pending[-_MARK_CHARACTERS:]
            return False
        # The beginning of the next channel is read again as such.
        kept = closer is _END_OF_CHANNEL and not end.group().startswith("<|end")
        self._pending = self._pending[end.start() if kept else end.end() :]
        self._within = None
        return True

    def _enter(self, mark: re.Match[str]) -> bool:
        """Take a mark in; says whether what was shown before it was a thought."""
        self._line_begun = False
        if mark["closer"]:
            self.thought = True
            self.retractions += 1
            return True
        if mark["opener"]:
            self._within, self.thought = _END_OF_THOUGHT, True
        elif mark["folded"]:
            self._within, self.thought = _END_OF_FOLDED, True
        elif mark["channelled"] and not mark["channel"].strip().lower().startswith("final"):
            self._within, self.thought = _END_OF_CHANNEL, True
        return False

    def _is_mark(self, mark: re.Match[str]) -> bool:
        """Tell a mark from a text that speaks of one."""
        if mark["opener"] or mark["folded"]:
            return not self._line_begun
        if mark["wrapper"] and not self.thought:
            return False
        return not (self._last and self._last in _QUOTES)

    def _certain(self, *, final: bool) -> int:
        """Return how many characters of what is pending cannot begin a mark."""
        if final:
            return len(self._pending)
        begun = _BEGUN.search(self._pending, max(0, len(self._pending) - _MARK_CHARACTERS))
        return begun.start() if begun else len(self._pending)

    def _show(self, length: int) -> str:
        shown, self._pending = self._pending[:length], self._pending[length:]
        if shown:
            _, broken, line = shown.rpartition("\n")
            self._line_begun = bool(line.strip()) or (self._line_begun and not broken)
            self._last = shown[-1]
        return shown


def without_thoughts(text: str) -> tuple[str, bool]:
    """Return what a reader may see of a whole reply, and whether thoughts were taken out.

    >>> without_thoughts("<think>Two or three?</think>Three.")
    ('Three.', True)
    """
    if bare := _BARE_CHANNELS.match(text):
        return text[bare.end() :].strip(), True
    marks = ThoughtFilter()
    return marks.end(text).strip(), marks.thought
