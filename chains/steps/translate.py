"""The step `translate`: translated sentences keep the evidence of their originals."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from itertools import chain

from pydantic import Field

from precis.chains.composition.items import Item, Text, Whole
from precis.chains.composition.reading import Reading
from precis.chains.evidence import Claim, Documents
from precis.chains.steps.contract import Parameters, Step
from precis.chains.steps.shared.fidelity import infidelity
from precis.chains.writers.replies.plain_text import plain
from precis.languages.certainty import likeliest_language
from precis.models.calls.errors import ContextLengthError, NoTextError

NOT_TRANSLATED = "it was not translated"
GROUP_TOKENS = 800
"""What one call translates at most, so that its reply fits as well."""

_LEAD = re.compile(r"^\s*[\[(]?(\d+)[\]).:]*\s+")
_LED = re.compile(rf"{_LEAD.pattern}(\S.*)$", re.MULTILINE)
_ENDED = re.compile(r"^(.*\S)\s*\[(\d+)\]\s*$", re.MULTILINE)

Line = tuple[Claim, ...]


class TranslateParameters(Parameters):
    """Parameters of `translate`."""

    language: str = Field(min_length=1, description="The language, such as French.")


class Translate(Step):
    """Translate; every sentence keeps the evidence of the one it translates."""

    name = "translate"
    needs_model = True
    prompts = ("translate", "translate_plain")
    parameters: TranslateParameters

    async def run(self, item: Item) -> Text:
        """Return the text in another language, line by line."""
        made = item.result
        assert isinstance(made, Text)
        lines = _lines(item) if isinstance(made, Whole) else made.lines
        groups = list(self._groups(lines))
        translated = await asyncio.gather(*map(self._group, groups))
        found = dict(zip(chain(*groups), chain(*translated), strict=True))
        shown = (
            tuple(filter(None, (self._show_unsupported(one, found[one]) for one in line)))
            for line in lines
        )
        return Text(lines=tuple(filter(None, shown)), bullets=made.bullets)

    def _show_unsupported(self, original: Claim, translated: Claim) -> Claim | None:
        """Mark what is not supported, drop it, or leave it in the language it was in."""
        if translated.supported or self.unsupported in {None, "mark"}:
            return translated
        return original if self.unsupported == "quote" and original.supported else None

    def _groups(self, lines: Sequence[Line]) -> Iterator[list[Claim]]:
        """Yield the distinct claims in groups that one call translates."""
        asker = self.workspace.asker
        most = min(GROUP_TOKENS, asker.budget) if asker.cites else 0
        group: list[Claim] = []
        for claim in dict.fromkeys(chain.from_iterable(lines)):
            if group and asker.tokens([one.text for one in (*group, claim)]) > most:
                yield group
                group = []
            group.append(claim)
        if group:
            yield group

    async def _group(self, claims: list[Claim]) -> list[Claim]:
        """Translate claims; those that a reply leaves out are asked for once more, singly."""
        try:
            texts = await self._ask([claim.text for claim in claims])
        except ContextLengthError:
            middle = len(claims) // 2
            if not middle:
                raise
            halves = (claims[:middle], claims[middle:])
            return list(chain(*(await asyncio.gather(*map(self._group, halves)))))
        if len(claims) > 1:
            missing = [index for index, text in enumerate(texts) if not text]
            singly = await asyncio.gather(*(self._once_more(claims[n].text) for n in missing))
            for index, text in zip(missing, singly, strict=True):
                texts[index] = text
        return await asyncio.to_thread(self._check_translations, claims, texts)

    async def _once_more(self, text: str) -> str:
        """Return the translation of one text, "" where the model gives none."""
        try:
            [translated] = await self._ask([text])
        except NoTextError:
            return ""
        return translated

    def _check_translations(self, claims: Sequence[Claim], texts: Sequence[str]) -> list[Claim]:
        """Return the claims in the other language; what gives itself away is not supported."""
        language = likeliest_language(" ".join(claim.text for claim in claims))
        judged = []
        for claim, text in zip(claims, texts, strict=True):
            problem: str | None = NOT_TRANSLATED
            if text:
                problem = infidelity(claim.text, text, language, self.workspace.checker)
            failed = _unfaithful(problem) if problem and claim.supported else {}
            judged.append(claim.model_copy(update={"text": text or claim.text} | failed))
        return judged

    async def _ask(self, texts: list[str]) -> list[str]:
        """Return the translation of each text, "" where there is none in the reply."""
        asker, language = self.workspace.asker, self.parameters.language
        prompt = self.prompt("translate" if asker.cites else "translate_plain")
        reply = await asker.ask(prompt, texts, asker.tokens(texts), {"language": language})
        if len(texts) == 1:
            return [plain(_LEAD.sub("", reply, count=1))]
        led = {int(number): line for number, line in _LED.findall(reply)}
        ended = {int(number): line for line, number in _ENDED.findall(reply)}
        lines = ended | led
        return [plain(lines.get(number, "")) for number in range(1, len(texts) + 1)]


def _unfaithful(problem: str) -> dict[str, object]:
    return {"support": 0.0, "supported": False, "problem": problem}


def _lines(item: Item) -> list[Line]:
    """Return whole documents as claims that quote them, in their lines."""
    lines: list[list[Claim]] = []
    for claim in Reading.of(item).quotes():
        if lines and _same_line(lines[-1][-1], claim, item.documents):
            lines[-1].append(claim)
        else:
            lines.append([claim])
    return [tuple(line) for line in lines]


def _same_line(one: Claim, other: Claim, documents: Documents) -> bool:
    before, after = one.spans[0], other.spans[0]
    same = before.document_id == after.document_id
    text = documents[before.document_id].page_content
    return same and "\n" not in text[before.end : after.start]
