"""Strip a model's thoughts from its reply while it streams.

Known forms: tags such as `<think>` or `[THINK]`, with or without the opening one (a chat template
may have written it), and the channels of gpt-oss. What a reply means is not known here.
"""

import re

_NAMES = (
    r"(?:[\w:.-]{0,20}(?:think|thought|reasoning|monologue|scratch_?pad)[\w-]{0,20}"
    r"|(?:[a-z]{1,10}:)?(?:reason|reflection|analysis))"
)
_BRACKETED = r"(?:THINK(?:ING)?|THOUGHTS?|REASONING)"
_WORD = r"(?:think(?:ing)?|thoughts?|reasoning)"
_OPENER = (
    rf"<{_NAMES}(?:\s[^<>]{{0,60}})?>|\[{_BRACKETED}\]|◁think▷|&lt;{_NAMES}&gt;"
    rf"|<[|｜](?:(?:start|begin)[_▁ ](?:of[_▁ ])?{_WORD}|{_WORD}[_▁ ](?:start|begin))[|｜]>"
    r"|<\|(?:thinking|thought|inner_prefix)\|>"
    rf"|\{{{_WORD}\}}"
    r"|<\|channel>\s?(?:thought|analysis)|<(?:unused|ctrl)94>(?:thought)?|\|startthink\|"
)
_CLOSER = (
    rf"<\s?\\?/{{1,2}}\s?{_NAMES}\s?>|\[/{_BRACKETED}\]|◁/think▷|&lt;/{_NAMES}&gt;"
    rf"|<[|｜](?:end[_▁ ](?:of[_▁ ])?{_WORD}|{_WORD}[_▁ ](?:end|stop))[|｜]>"
    r"|<\|(?:/thinking|/thought|inner_suffix)\|>"
    rf"|\{{/{_WORD}\}}"
    r"|</?channel\|>|<(?:unused|ctrl)95>|\|endthink\||\[BEGIN FINAL RESPONSE\]"
    r"|\.{3}done thinking\.\n"
)
_CHANNEL = r"<\|channel\|>(?P<channel>[^<]{0,60})(?:<\|constrain\|>[^<]{0,20})?<\|message\|>"
_ENCLOSED = {
    "barred": (r"<\|think\|>", r"<\|(?:/think|end|end_of_think\w*|content)\|>|</think>"),
    "folded": (r"<details type=[\"']?reasoning\b[^<>]{0,120}>", r"</details>"),
    "fenced": (rf"^```{_WORD}[ \t]*\n", r"^```[ \t]*$"),
    "hidden": (rf"<!--[ \t]{{0,4}}{_WORD}\b", r"-->"),
    "marked": (rf"^(?:\*{{1,2}}|[(\[]){_WORD}:", r"(?:\*{1,2}|[)\]])[ \t]*$"),
}
"""Thoughts within markup: how each form begins and ends."""

_FRAME = (
    r"<\|\w{1,30}\|>(?:assistant|model|system|user)(?=<\|)|<\|start\|>[^<]{0,40}(?=<)|<\|start_header_id\|>[^<]{0,40}<\|end_header_id\|>"
    r"|<\|im_start\|>assistant|<start_of_turn>model|<end_of_turn>"
    r"|<[|｜](?!(?:channel|constrain|message|start|start_header_id|im_start)\|)[\w▁ ]{1,40}[|｜]>"
    r"|<(?:unused|extra_id_|(?:reserved|special)(?:_\w{1,20})?_?)\d{1,5}>|<(?:pad|bos|eos|unk)>"
    r"|(?-i:\[(?:PAD|UNK|CLS|SEP|MASK|BOS|EOS)\])"
    r"|</s>(?=\s*(?:\Z|<))|</?(?:answer|final_answer)>|\[END FINAL RESPONSE\]"
    r"|(?P<wrapper></?(?:response|output|solution|final|reply|result)>)"
)
_MARK = re.compile(
    rf"(?P<channelled>{_CHANNEL})|(?P<opener>{_OPENER})|(?P<closer>{_CLOSER})|"
    + "|".join(f"(?P<{name}>{begins})" for name, (begins, _) in _ENCLOSED.items())
    + f"|(?P<frame>{_FRAME})",
    re.IGNORECASE | re.MULTILINE,
)
_END_OF = {
    name: re.compile(ends, re.IGNORECASE | re.MULTILINE) for name, (_, ends) in _ENCLOSED.items()
}
_END_OF_THOUGHT = re.compile(_CLOSER, re.IGNORECASE)
_END_OF_CHANNEL = re.compile(rf"{_CHANNEL}|<\|(?:end|return|call|start)\|>", re.IGNORECASE)
_BARE_CHANNELS = re.compile(
    r"\s*(?:analysis\S.*?assistantfinal"
    r"|[#*_> \t]{0,6}(?:[\w']{1,9} ){0,3}(?:think\w*|thoughts?|reasoning)(?: \w{1,12})?[*_ ]{0,4}"
    r"(?::|[ \t]*$).*?^[#*_> \t]{0,6}(?:[\w']{1,9} ){0,3}"
    r"(?:answer|response|reply|output|summary)[*_ ]{0,4}(?::[*_]{0,3}|[ \t]*$))",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
"""Thoughts between words only: gpt-oss where a server leaves out the marks, and sections that are
called thoughts and answer."""

_BARE_NAME = re.compile(
    r"\s*(?:(?:thought|analysis|commentary|final|assistant|model)[ \t]*\n|assistantfinal"
    r"|\*{0,2}(?:[Aa]ssistant|ASSISTANT)\*{0,2}:\*{0,2}(?!\S))\s*"
)
"""The name of a channel or a role that is left of a mark, or of a conversation written down."""

_LEAKED_BLANKS = (("Ġ", "Ċ"), ("▁", "<0x0A>"))
"""How tokenizers write a blank and the end of a line."""

_ASIDE = re.compile(
    r"\s*<(?P<name>[a-z]\w{0,20})>(?P<inside>.*?)</(?P=name)>(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_CITES = re.compile(r"\[\d")
"""A first part in a tag is an aside where it cites nothing and what follows it does."""

_WRAPPED = re.compile(r"<(?P<name>[a-z]\w{0,20})>(?P<inside>.*)</(?P=name)>", re.DOTALL)
_RULE = re.compile(r"\A(?:[-*_=]{3,}\s*\n)+")
_BRACKET = r"\[/?[a-z]?[A-Z_]{3,16}\d{0,4}\]"
_SIGN = re.compile(rf"(?:<(?P<name>[a-z]\w{{0,20}})>|{_BRACKET})\s*")
_LAST_SIGN = re.compile(rf"(?:<[a-z]\w{{0,20}}>|{_BRACKET})\Z")
_LONGEST_SIGN = 24
_CLOSED = re.compile(r"</([a-z]\w{0,20})>")

_TAGGED_ANSWER = re.compile(r"<(?:final_)?answer>", re.IGNORECASE)

_MARK_CHARACTERS = 170
"""No mark is longer."""

_BEGUN = re.compile(
    r"(?:<\|(?:channel|start|start_header_id)\|>[^<]{0,60}(?:<[^<]{0,40}){0,2}"
    r"|<[/|]?[^<>\n]{0,130}|<\|im_start\|>[a-z]{0,9}|<start_of_turn>[a-z]{0,5}"
    r"|\[/?[A-Z ]{0,20}|◁/?\w{0,6}|\{/?\w{0,10}|\|\w{0,10}|`{1,3}(?:(?<=```)\w{0,9})?[ \t]{0,3}"
    r"|&(?:l(?:t(?:;[^&<>\n]{0,60}(?:&(?:gt?)?)?)?)?)?|\.{3}(?:[a-z ]{0,13}\.?)?)\Z",
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
        elif enclosed := _enclosing(mark):
            self._within, self.thought = _END_OF[enclosed], True
        elif mark["channelled"] and not mark["channel"].strip().lower().startswith("final"):
            self._within, self.thought = _END_OF_CHANNEL, True
        return False

    def _is_mark(self, mark: re.Match[str]) -> bool:
        """Distinguish a mark from a text that speaks of one."""
        if mark["opener"] or _enclosing(mark):
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


def _enclosing(mark: re.Match[str]) -> str:
    """Return the form of markup that a mark begins; "" where it begins none."""
    return next((name for name in _ENCLOSED if mark[name]), "")


def without_thoughts(text: str) -> tuple[str, bool]:
    """Return what a reader may see of a whole reply, and whether thoughts were taken out.

    >>> without_thoughts("<think>Two or three?</think>Three.")
    ('Three.', True)
    """
    if bare := _BARE_CHANNELS.match(text):
        return text[bare.end() :].strip(), True
    text = _with_blanks(text)
    named = _BARE_NAME.match(text)
    text = text[named.end() :] if named else text
    marks = ThoughtFilter()
    shown = marks.end(text)
    tagged = _TAGGED_ANSWER.search(text)
    if marks.unclosed and tagged:
        shown = ThoughtFilter().end(text[tagged.end() :])
    shown = _without_signs(shown.strip())
    aside = _ASIDE.match(shown)
    if aside and _CITES.search(aside["rest"]) and not _CITES.search(aside["inside"]):
        return aside["rest"].strip(), True
    if marks.thought:
        shown = _RULE.sub("", shown)
        wrapped = _WRAPPED.fullmatch(shown)
        shown = wrapped["inside"].strip() if wrapped else shown
    return shown, marks.thought


def _with_blanks(text: str) -> str:
    """Return the text of tokens that a server did not decode; others as they are.

    >>> _with_blanks("It▁opened.")
    'It opened.'
    """
    for blank, end_of_line in _LEAKED_BLANKS:
        if text.count(blank) > text.count(" "):
            return text.replace(blank, " ").replace(end_of_line, "\n")
    return text


def _without_signs(text: str) -> str:
    """Return a text without the tags at its ends that enclose nothing: a model keeps order by them.

    Each is looked at once: texts of nothing but tags take no longer than others.
    """
    closed, start, end = {*_CLOSED.findall(text)}, 0, len(text)
    while (sign := _SIGN.match(text, start)) and sign["name"] not in closed:
        start = sign.end()
    while sign := _LAST_SIGN.search(text, max(start, end - _LONGEST_SIGN), end):
        end = sign.start()
        while end > start and text[end - 1].isspace():
            end -= 1
    return text[start:end]
