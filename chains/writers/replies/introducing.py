"""Find the phrases that only introduce a mark: "according to [1]", "as stated in [2]"."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from precis.chains.writers.replies.citations import CITING, LETTER, Shown, words

_WORDS = rf"{LETTER}{{1,20}}"
_FRONT = re.compile(rf"(?P<said>{_WORDS}(?: {_WORDS}){{0,4}})[,:]")
_LINK = re.compile(r"\s*[,;–—]\s+(?P<link>[^\W\d_]+(?: [^\W\d_]+){0,3})(?=[ .。]*\Z)")
_LEAST = 2
_SHARE = 0.6


def front_lengths(texts: Sequence[tuple[str, int]], shown: Shown) -> list[int]:
    """Return for each text, given where its first mark stood, the length of what introduces that.

    Around the mark, before a comma, only words that introduce citations stand, or the same in most.

    >>> front_lengths([("According to, it rained.", 12)], Shown(["a", "b"]))
    [13]
    """
    found = [_FRONT.match(text) if at else None for text, at in texts]
    said = [
        it["said"].lower() if it and at < it.end() else ""
        for it, (_, at) in zip(found, texts, strict=True)
    ]
    times = Counter(filter(None, said))
    return [
        len(it) + 1 if it and (_introduces(it) or _is_frame(it, times, shown)) else 0 for it in said
    ]


def _introduces(front: str) -> bool:
    return set(front.split()) <= CITING


def _is_frame(front: str, times: Mapping[str, int], shown: Shown) -> bool:
    enough = times[front] >= max(_LEAST, _SHARE * sum(times.values()))
    return enough and not set(words(front)) & shown.words


def link_lengths(texts: Sequence[str], shown: Shown) -> list[int]:
    """Return for each text the length of the words at its end that introduce its mark.

    They are the same in most texts, in lower case after a comma, and do not occur in the source.

    >>> link_lengths(["It rained, as stated in.", "It hailed, as stated in."], Shown(["a", "b"]))
    [14, 14]
    """
    ends = [_LINK.search(text) for text in texts]
    (link, count), *_ = Counter(it["link"] for it in ends if it).most_common(1) or [("", 0)]
    named = set(words(link))
    if count < max(_LEAST, _SHARE * len(texts)) or not (named and link.islower()):
        return [0] * len(texts)
    if named & shown.words:
        return [0] * len(texts)
    return [it.end("link") - it.start() if it and it["link"] == link else 0 for it in ends]
