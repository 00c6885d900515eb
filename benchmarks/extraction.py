"""Main text of web pages: Précis beside other extractors, on pages whose article a person marked.

    uv run --group benchmarks python benchmarks/extraction.py [--data DIR]

F1 of 4-token shingles as in scrapinghub's article-extraction-benchmark: per page, shares of
true and false positives and false negatives among all shingles; precision and recall averaged
over pages, F1 of the two averages. The rules of Précis were chosen on every other page, and the
rest only reports; its interval is that of 95 % of bootstrap samples of pages. Speed is pages per
second of CPU, the median of three runs.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from statistics import fmean, median
from time import process_time
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SHINGLE = 4
RUNS = 3
SAMPLES = 2000


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of SHINGLE tokens."""
    words = re.findall(r"\w+", text)
    last = max(1, len(words) - SHINGLE + 1) if words else 0
    return Counter(tuple(words[start : start + SHINGLE]) for start in range(last))


def precision_recall(found: str, wanted: str) -> tuple[float, float]:
    """Score one page."""
    got, want = shingles(found), shingles(wanted)
    both, extra, missed = ((got & want).total(), (got - want).total(), (want - got).total())
    precision = both / (both + extra) if both + extra else float(not missed)
    recall = both / (both + missed) if both + missed else 1.0
    return precision, recall


def f1(scores: Sequence[tuple[float, float]]) -> float:
    """Return the F1 of the means of precision and recall."""
    precision, recall = (fmean(column) for column in zip(*scores, strict=True))
    return 2 * precision * recall / (precision + recall)


def interval(scores: Sequence[tuple[float, float]]) -> str:
    """Return F1 with its 95% bootstrap interval over pages."""
    draw = random.Random(0)
    samples = sorted(f1(draw.choices(scores, k=len(scores))) for _ in range(SAMPLES))
    low, high = samples[SAMPLES // 40], samples[-SAMPLES // 40]
    return f"{f1(scores):.3f} ({low:.3f} to {high:.3f})"


def precis(page: bytes) -> str:
    """Load a page as `precis load` does."""
    from langchain_core.documents.base import Blob

    from precis.loaders.options import LoadOptions
    from precis.loaders.registry import parse

    blob = Blob.from_data(page, mime_type="text/html", metadata={"source": "page"})
    return "\n".join(document.page_content for document in parse(blob, LoadOptions()))


def get_text(page: bytes) -> str:
    """Take all text, as most web loaders do."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(page, "lxml").get_text("\n", strip=True)


def trafilatura_default(page: bytes) -> str:
    """Extract as trafilatura does by default."""
    from trafilatura import extract

    return extract(page) or ""


def trafilatura_precise(page: bytes) -> str:
    """Extract with its settings for precision, without comments."""
    from trafilatura import extract

    return extract(page, favor_precision=True, include_comments=False) or ""


def readability(page: bytes) -> str:
    """Take the text of the summary that readability makes."""
    from readability import Document

    from precis.loaders.decode import decode

    return get_text(Document(decode(page) or "").summary().encode())


def markitdown(page: bytes) -> str:
    """Convert the whole page to Markdown."""
    from markitdown import MarkItDown, StreamInfo

    info = StreamInfo(mimetype="text/html", extension=".html")
    return MarkItDown(enable_plugins=False).convert_stream(BytesIO(page), stream_info=info).markdown


EXTRACTORS: dict[str, Callable[[bytes], str]] = {
    "Précis": precis,
    f"trafilatura {version('trafilatura')}, precise, no comments": trafilatura_precise,
    f"trafilatura {version('trafilatura')}": trafilatura_default,
    f"readability-lxml {version('readability-lxml')}": readability,
    f"BeautifulSoup {version('beautifulsoup4')} get_text": get_text,
    f"markitdown {version('markitdown')}": markitdown,
}


def main(data: Annotated[Path, typer.Option()] = Path("../shared/data")) -> None:
    """Print the table for the pages in DATA/pages."""
    truth = json.loads((data / "pages" / "ground-truth.json").read_text())
    pages = {
        name: gzip.decompress((data / "pages" / f"{name}.html.gz").read_bytes()) for name in truth
    }
    heads = ("extractor", "F1", "precision", "recall", "F1, chosen on", "F1, the rest", "pages/s")
    print(f"{len(pages)} pages\n\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
    for name, extract in EXTRACTORS.items():
        extract(next(iter(pages.values())))
        speeds = []
        for _ in range(RUNS):
            start = process_time()
            texts = {page: extract(markup) for page, markup in pages.items()}
            speeds.append(len(pages) / (process_time() - start))
        scores = [precision_recall(texts[page], truth[page]["articleBody"]) for page in pages]
        precision, recall = (fmean(column) for column in zip(*scores, strict=True))
        figures = [f"{f1(scores):.3f}", f"{precision:.3f}", f"{recall:.3f}"]
        figures += [f"{f1(scores[::2]):.3f}", interval(scores[1::2]), f"{median(speeds):.0f}"]
        print(f"| {name} | {' | '.join(figures)} |")


if __name__ == "__main__":
    typer.run(main)
