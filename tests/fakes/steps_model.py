"""Replies as a good model gives them to the prompts of the steps, made from the prompt alone."""

import json
import re
from typing import Any

from tests.fakes.openai_server import citing

_NUMBERED = re.compile(r"^(\d+) (\S.*)$", re.MULTILINE)
_RANGE = re.compile(r"Sentences (\d+) to (\d+): (.*)")


def reply(prompt: str) -> str:
    """Answer whichever step asks."""
    text = prompt.partition("<text>\n")[2] or prompt
    numbered = _NUMBERED.findall(text)
    if "You translate into" in prompt:
        return "\n".join(f"{n} Traduit : {line}" for n, line in numbered)
    if "You write what you are asked for" in prompt:
        return "A verse about the bridge [1]\nand one about the town [2]"
    if "Schema: " in prompt:
        return json.dumps(_data(prompt, [line for _, line in numbered]))
    return citing(prompt)


def _data(prompt: str, lines: list[str]) -> Any:
    if "sentiment of texts" in prompt:
        return {"label": "positive", "score": 0.9, "sentences": [2]}
    if "You sort texts" in prompt:
        return {"label": "bridges", "score": 0.8, "sentences": [1]}
    if "condition holds" in prompt:
        wanted = prompt.rpartition("Condition: ")[2].strip()
        holds = any(wanted in line for line in lines)
        return {"label": "yes" if holds else "no", "score": 1, "sentences": [1]}
    if "You name the keywords" in prompt:
        return {"keywords": ["bridge", "loan", "zeppelin"]}
    if "You compare texts" in prompt:
        (one, _, a), (other, _, b) = _RANGE.findall(prompt)
        both = {"statement": f"{a} and {b} have a bridge of 1932.", "sentences": [one, other]}
        return {
            "agreements": [both | {"sentences": [int(one), int(other)]}],
            "differences": [{"statement": f"Only {a} is told of.", "sentences": [int(one)]}],
            "contradictions": [{"statement": "They contradict.", "sentences": [int(one)]}],
        }
    years = re.findall(r"\d{4}", " ".join(lines))
    opened = {"opened": int(years[0])} if years else {}
    return {**opened, "paid_by": "town of Sava", "length_m": 77}
