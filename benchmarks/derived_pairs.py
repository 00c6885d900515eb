"""Pairs of a claim and a document, all ways in one file: how they were made says what is true.

True ones shorten, join or restate sentences of the document; false ones change a number, name,
negation or word, or graft two sentences as copying models do. Used to fit and to test.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from precis.chains.grounding.lexicon import FUNCTION_WORDS, TITLES, stem
from precis.splitters.sentences import sentence_spans

MIN_WORDS, MAX_WORDS = 7, 50
NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w-])")
NUMBER_WORDS = (
    "two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty"
)
NUMBER_WORD = re.compile(rf"\b({NUMBER_WORDS.replace(' ', '|')})\b", re.IGNORECASE)
NAME = re.compile(r"(?<=[\w,;] )[A-Z][a-z]+(?: [A-Z][a-z]+)*\b")
AUXILIARY = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|did|does|do)\b"
    r"(?! (?:not|never))(?!n't)"
)
DENIAL = re.compile(
    r"\b(?:not|never)\s|n't\b|n’t\b|\bno(?=\s[a-z])|\b[Nn]obody\b|\bnothing\b|\bnone\b"
)
MODAL = re.compile(r"\b(?:may|might|could) (?=[a-z])(?!not\b)")
SCOPE = re.compile(
    r"\b(?:some|several|many|most|few|half)(?= (?:of|[a-z]+s)\b)"
    r"|\b(?:nearly|almost|about|around|up to)(?= \d)"
)
LIGHT = re.compile(r"(?<=[a-z] )(?:the|also|already|just|really|even) (?=[a-z])")
SUBJECT = re.compile(
    r"^(?P<subject>[^,;:\"“”]{3,60}?) (?P<verb>was|were|is|are|has|have|had|will|would|said|can)\b "
)
CLAUSE = re.compile(
    r",? (?:which|who|while|whereas|because|after|when|although|though) |, (?:and|but) "
)
ADVERBIAL = re.compile(
    r"^(?:In|On|At|By|During|After|Before|Since|For|With|From|Over) [^,]{3,60}, "
)
PARENTHESIS = re.compile(r",\s[^,;.:()\"“”]{8,70},\s|\s\([^()]{3,70}\)")
ATTRIBUTION = re.compile(
    r",\s(?:he|she|it|they|[A-Z]\w+(?: [A-Z]\w+)*)\s(?:said|says|added|told)\b[^,]*$"
)

Edit = Callable[[str, random.Random, list[str]], str | None]


@dataclass(frozen=True)
class Text:
    """A document with its sentences, and summary sentences people wrote of it."""

    name: str
    text: str
    sentences: list[str]
    written: list[str]


@dataclass(frozen=True)
class Pair:
    """A claim about `text`, whether it is true, and how it was made."""

    claim: str
    text: Text
    true: bool
    kind: str


def texts(data: Path) -> Iterator[Text]:
    """Read the pages, retrieval corpora, meetings and stories of the benchmark data."""
    for name, page in json.loads((data / "pages" / "ground-truth.json").read_text()).items():
        yield _text(f"pages/{name}", page["articleBody"])
    for path in sorted((data / "retrieval").glob("*.md")):
        yield _text(path.name, path.read_text()[:60_000])
    for number, line in enumerate((data / "meetings" / "meetings.jsonl").open()):
        meeting = json.loads(line)
        turns = [f"{t['speaker']}: {t['content']}" for t in meeting["meeting_transcripts"]]
        answers = [q["answer"] for q in meeting["specific_query_list"]]
        transcript = re.sub(r"\{\w+\}\s?", "", "\n".join(turns))
        yield _text(f"meetings/{number}", transcript, " ".join(answers))
    for line in (data / "stories" / "stories.jsonl").open():
        story = json.loads(line)
        written = [summary for asked in story["questions"] for summary in asked["summaries"]]
        yield _text(f"stories/{story['id']}", story["text"], " ".join(written))


def _text(name: str, text: str, written: str = "") -> Text:
    return Text(name, text, _whole(text), _whole(written))


def _whole(text: str) -> list[str]:
    """Return sentences of MIN_WORDS to MAX_WORDS words that end as sentences do."""
    found = [" ".join(text[start:end].split()) for start, end in sentence_spans(text)]
    return [
        sentence
        for sentence in dict.fromkeys(found)
        if MIN_WORDS <= len(sentence.split()) <= MAX_WORDS
        and sentence[-1] in ".!?"
        and sentence[0].isupper()
    ]


def _drop(pattern: re.Pattern[str], put: str) -> Edit:
    def edit(sentence: str, rng: random.Random, _: list[str]) -> str | None:
        made = _substitute(pattern, put, sentence, rng)
        return _sentence(made) if made else None

    return edit


def _substitute(
    pattern: re.Pattern[str], replacement: str, sentence: str, rng: random.Random
) -> str | None:
    found = list(pattern.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    return sentence[: match.start()] + replacement + sentence[match.end() :]


def _cut_clause(sentence: str, rng: random.Random, _: list[str]) -> str | None:
    found = [match for match in CLAUSE.finditer(sentence) if match.start() > len(sentence) // 3]
    if not found or re.match(r"(?:If|When|While|Although|Though|As|Unless)\b", sentence):
        return None
    return _sentence(sentence[: rng.choice(found).start()])


def _drop_attribution(sentence: str, _rng: random.Random, _: list[str]) -> str | None:
    match = ATTRIBUTION.search(sentence)
    return _sentence(sentence[: match.start()].strip("\"“”'‘’")) if match else None


def _join(sentence: str, rng: random.Random, others: list[str]) -> str | None:
    index = others.index(sentence) if sentence in others else -1
    if index < 0 or index + 1 >= len(others):
        return None
    following = others[index + 1]
    if len(sentence.split()) + len(following.split()) > MAX_WORDS:
        return None
    joint = rng.choice([" and ", "; ", ", while "])
    return sentence.rstrip(".!?") + joint + following


def _sentence(text: str) -> str | None:
    text = " ".join(text.split()).strip(" ,;")
    if len(text.split()) < MIN_WORDS - 2:
        return None
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def _other(pool: list[str], known: str, rng: random.Random) -> str | None:
    left = sorted({item for item in pool if item.lower() not in known.lower()})
    return rng.choice(left) if left else None


def change_number(sentence: str, rng: random.Random, _: list[str]) -> str | None:
    """Put another number of the same kind in the place of one."""
    found = [*NUMBER.finditer(sentence), *NUMBER_WORD.finditer(sentence)]
    if not found:
        return None
    match = rng.choice(found)
    if match[0][0].isdigit():
        position = rng.choice([i for i, c in enumerate(match[0]) if c.isdigit()])
        digit = rng.choice([d for d in "123456789" if d != match[0][position]])
        put = match[0][:position] + digit + match[0][position + 1 :]
    else:
        put = rng.choice([word for word in NUMBER_WORDS.split() if word != match[0].lower()])
    return sentence[: match.start()] + put + sentence[match.end() :]


def _names(sentence: str) -> list[re.Match[str]]:
    """Find names; words that only begin a sentence, and titles, are none."""
    return [
        match
        for match in NAME.finditer(sentence)
        if not any(
            word.lower() in FUNCTION_WORDS or stem(word.lower()) in TITLES
            for word in match[0].split()
        )
    ]


def change_name(sentence: str, rng: random.Random, others: list[str]) -> str | None:
    """Put another name of the document in the place of one."""
    found = _names(sentence)
    if not found:
        return None
    match = rng.choice(found)
    own = set(match[0].split())
    names = [m[0] for other in others for m in _names(other) if own.isdisjoint(m[0].split())]
    put = _other(names, sentence, rng)
    return sentence[: match.start()] + put + sentence[match.end() :] if put else None


def change_negation(sentence: str, rng: random.Random, _: list[str]) -> str | None:
    """Take a negation out, or put one after an auxiliary verb."""
    denials = list(DENIAL.finditer(sentence))
    if denials:
        match = rng.choice(denials)
        left = sentence[: match.start()] + sentence[match.end() :]
        left = left.replace(" ca ", " can ").replace(" wo ", " will ")
        return " ".join(left.split())
    auxiliaries = list(AUXILIARY.finditer(sentence))
    if not auxiliaries:
        return None
    match = rng.choice(auxiliaries)
    return sentence[: match.end()] + " not" + sentence[match.end() :]


def _swap_names(sentence: str, rng: random.Random, _: list[str]) -> str | None:
    found = re.finditer(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)*\b", sentence)
    found = [m for m in found if m[0].lower() not in FUNCTION_WORDS]
    if len({m[0] for m in found}) < 2:
        return None
    one, other = sorted(rng.sample(found, 2), key=lambda m: m.start())
    if one[0] == other[0]:
        return None
    head, middle, tail = (
        sentence[: one.start()],
        sentence[one.end() : other.start()],
        sentence[other.end() :],
    )
    if middle.strip() in {"and", ",", "or", ", and"}:
        return None
    return head + other[0] + middle + one[0] + tail


def _graft_at_word(sentence: str, rng: random.Random, others: list[str]) -> str | None:
    """Go on as another sentence does after a word that both have, as copying models err."""
    words = sentence.split()
    choices: list[str] = []
    for other in others:
        tail = other.split()
        if other == sentence:
            continue
        choices += [
            " ".join(words[: i + 1] + tail[j + 1 :])
            for i in range(3, len(words) - 2)
            for j in range(1, len(tail) - 2)
            if words[i] == tail[j] and words[i + 1] != tail[j + 1] and words[i][-1] not in ",;:"
        ]
        if len(choices) > 40:
            break
    return _sentence(rng.choice(choices)) if choices else None


def _graft(sentence: str, rng: random.Random, others: list[str]) -> str | None:
    """Begin as one sentence and end as another, cut anywhere."""
    other = rng.choice(others)
    words, tail = sentence.split(), other.split()
    if other == sentence:
        return None
    head_end, tail_start = rng.randrange(3, len(words) - 2), rng.randrange(2, len(tail) - 2)
    return _sentence(" ".join(words[:head_end] + tail[tail_start:]))


def _skip(sentence: str, rng: random.Random, _: list[str]) -> str | None:
    """Leave out the words between two random places, within a clause."""
    words = sentence.split()
    if len(words) < 14:
        return None
    low = rng.randrange(2, len(words) - 8)
    high = low + rng.randrange(3, 7)
    if any(word[-1] in ",;:)" for word in words[low - 1 : high]):
        return None
    return _sentence(" ".join(words[:low] + words[high:]))


def _change_word(sentence: str, rng: random.Random, others: list[str]) -> str | None:
    """Put a word of another sentence with the same ending in the place of one."""
    words = sentence.split()
    places = [
        i
        for i, word in enumerate(words)
        if i and word.isalpha() and word.islower() and len(word) > 3 and word not in FUNCTION_WORDS
    ]
    if not places:
        return None
    at = rng.choice(places)
    pool = [
        word
        for other in others
        for word in other.split()
        if word.isalpha() and word.islower() and len(word) > 3 and word[-2:] == words[at][-2:]
    ]
    put = _other([word for word in pool if word not in FUNCTION_WORDS], sentence, rng)
    return " ".join([*words[:at], put, *words[at + 1 :]]) if put else None


def _add_detail(sentence: str, rng: random.Random, others: list[str]) -> str | None:
    """Add a prepositional phrase that stands in another sentence."""
    pattern = re.compile(r"\b(?:in|on|at|from|with|for|by) (?:the |a |an )?\w+(?: \w+)?(?=[.,;])")
    phrases = [m[0] for other in others if other != sentence for m in pattern.finditer(other)]
    put = _other(phrases, sentence, rng)
    return f"{sentence.rstrip('.!?')} {put}." if put else None


def _change_modality(sentence: str, rng: random.Random, _: list[str]) -> str | None:
    """Make what may be into what will be or has been."""
    return _substitute(MODAL, rng.choice(["will ", "did "]), sentence, rng)


def _change_scope(sentence: str, rng: random.Random, _: list[str]) -> str | None:
    """Make some into all or none, and nearly so many into more."""
    found = list(SCOPE.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    counts = sentence[match.end() + 1].isdigit()
    put = "more than" if counts else rng.choice(["all", "no"] if match[0] != "few" else ["all"])
    return sentence[: match.start()] + put + sentence[match.end() :]


def _exchange_subject(sentence: str, rng: random.Random, others: list[str]) -> str | None:
    """Say of the subject of another sentence what this one says of its own."""
    own = SUBJECT.match(sentence)
    if not own or _vague(own["subject"]):
        return None
    words = set(own["subject"].lower().split())
    found = [match for other in others if (match := SUBJECT.match(other))]
    pool = [
        match["subject"]
        for match in found
        if match["verb"] == own["verb"]
        and not _vague(match["subject"])
        and words.isdisjoint(match["subject"].lower().split())
    ]
    put = _other(pool, sentence, rng)
    return put + sentence[own.end("subject") :] if put else None


def _vague(subject: str) -> bool:
    """Report that a subject may stand for another one."""
    return all(word.lower() in FUNCTION_WORDS for word in subject.split())


TRUE: dict[str, Edit] = {
    "parenthesis dropped": _drop(PARENTHESIS, " "),
    "adverbial dropped": _drop(ADVERBIAL, ""),
    "clause dropped": _cut_clause,
    "attribution dropped": _drop_attribution,
    "light word dropped": _drop(LIGHT, ""),
    "joined": _join,
}
FALSE: dict[str, Edit] = {
    "number": change_number,
    "name": change_name,
    "negation": change_negation,
    "names swapped": _swap_names,
    "subject exchanged": _exchange_subject,
    "modality": _change_modality,
    "scope": _change_scope,
    "grafted at a word": _graft_at_word,
    "grafted": _graft,
    "words left out": _skip,
    "word": _change_word,
    "detail added": _add_detail,
}
INVENTED: dict[str, Edit] = {
    name: FALSE[name] for name in ("number", "name", "negation", "word", "detail added")
}
WRITTEN = "written by people"
CORRUPTIONS: dict[str, Edit] = {name: FALSE[name] for name in ("number", "name", "negation")}


def pairs(text: Text, elsewhere: Text, count: int) -> Iterator[Pair]:
    """Make up to `count` pairs of each kind from one text, the same ones every time.

    What is put into sentences of the text comes from its other sentences, as copying models
    err; what is put into sentences people wrote, from `elsewhere`, as free writing ones do.
    """
    rng = random.Random(sha256(text.name.encode()).digest())
    for kind, edit in TRUE.items():
        for claim in _edit_each(edit, text.sentences, text.sentences, rng, count):
            yield Pair(claim, text, True, kind)
    for kind, edit in FALSE.items():
        for claim in _edit_each(edit, text.sentences, text.sentences, rng, count):
            yield Pair(claim, text, False, kind)
    for claim in rng.sample(elsewhere.sentences, min(count, len(elsewhere.sentences))):
        yield Pair(claim, text, False, "of another text")
    for claim in rng.sample(text.written, min(4 * count, len(text.written))):
        yield Pair(claim, text, True, WRITTEN)
    for kind, edit in INVENTED.items():
        for claim in _edit_each(edit, text.written, elsewhere.sentences, rng, count):
            yield Pair(claim, text, False, f"{WRITTEN}, {kind}")


def _edit_each(
    edit: Edit, sentences: list[str], others: list[str], rng: random.Random, count: int
) -> Iterator[str]:
    made = 0
    for sentence in rng.sample(sentences, len(sentences)):
        claim = edit(sentence, rng, others) if len(others) > 1 else None
        if claim and claim != sentence and claim not in others:
            yield claim
            made += 1
        if made == count:
            return
