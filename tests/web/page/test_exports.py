"""Results as files: Word with footnotes, Markdown, JSON, BibTeX and tables, of any length."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import pytest

pytest.importorskip("fastapi", reason="the extra 'web' is not installed")
pytest.importorskip("docx", reason="the extra 'docx' is not installed")

from lxml import etree

from precis.chains.requests import RunRequest, SummarizeRequest
from precis.errors import MissingExtraError
from precis.web.job import Job
from precis.web.page.content.results import left_out
from precis.web.page.exports.formats import FORMATS, exported
from precis.web.problems import ProblemError
from tests.fakes.markup import HOSTILE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def job(*texts: str, quotes: list[str] | None = None) -> Job:
    quotes = quotes or list(texts)
    claims = [
        {
            "text": text,
            "support": 0.9,
            "supported": n % 3 != 2,
            "unsure": False,
            "problem": "a number" if n % 3 == 2 else None,
            "citations": [
                {
                    "document_id": "d" * 16,
                    "source": "/srv/papers/the mill.pdf",
                    "page": 1 + n,
                    "start": n * 1000,
                    "end": n * 1000 + len(quote),
                    "quote": quote,
                }
            ],
        }
        for n, (text, quote) in enumerate(zip(texts, quotes, strict=True))
    ]
    sources = [{"id": "d" * 16, "source": "/srv/papers/the mill.pdf", "title": "The mill & more"}]
    usage = {"calls": 0, "cached_calls": 0, "input_tokens": 0, "output_tokens": 0, "cost_usd": 0}
    result = {"summary": claims, "headings": [], "sources": sources, "model": "m", "usage": usage}
    request = SummarizeRequest(sources=["collection:default"])
    return Job("a" * 32, "local", request, "done", "2026-01-01", result, title="Mills")


def content(kind: str, *jobs: Job, title: str = "The mills") -> bytes:
    return bytes(exported(title, jobs, kind).body)


def word(*jobs: Job, title: str = "The mills") -> tuple[etree._Element, etree._Element]:
    package = zipfile.ZipFile(io.BytesIO(content("docx", *jobs, title=title)))
    assert "footnotes+xml" in package.read("[Content_Types].xml").decode()
    assert "footnotes.xml" in package.read("word/_rels/document.xml.rels").decode()
    return tuple(
        etree.fromstring(package.read(f"word/{it}.xml")) for it in ("document", "footnotes")
    )


def test_every_citation_is_a_footnote_of_word() -> None:
    text, notes = word(job("It was built in 1850.", "It burned.", "It cost 5."))
    numbers = [it.get(f"{W}id") for it in text.iter(f"{W}footnoteReference")]
    known = {it.get(f"{W}id"): "".join(it.itertext()) for it in notes.iter(f"{W}footnote")}
    assert numbers == ["2", "3", "4"]
    assert "The mill & more, page 2: “It burned.”" in known["3"]
    assert "(not supported: a number)" in "".join(text.itertext())


def test_word_reads_what_was_written() -> None:
    import docx

    document = docx.Document(io.BytesIO(content("docx", job("It was built."), job("It burned."))))
    read = [paragraph.text for paragraph in document.paragraphs]
    assert read[:2] == ["The mills", "Mills"]
    assert "It burned. " in read


@pytest.mark.parametrize("kind", FORMATS)
def test_hostile_texts_are_text_in_every_file(kind: str) -> None:
    made = content(kind, job(*HOSTILE[:-2], "=1+1", "+cmd|x"), title=HOSTILE[0])
    if kind == "docx":
        text, notes = word(job(*HOSTILE), title=HOSTILE[2])
        assert {etree.QName(it).localname for it in (*text.iter(), *notes.iter())} >= {"p", "r"}
        assert text.find(".//{*}script") is None
    elif kind == "csv":
        rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))
        assert not any(cell.startswith(("=", "+", "@", "-")) for row in rows for cell in row)
    elif kind == "json":
        assert json.loads(made)["summary"]
    elif kind == "md":
        assert not re.search(rb"(?<!\\)<|(?<!\\)\[(?!\^)", made)


def test_thousands_of_sentences_are_exported() -> None:
    long = job(*(f"Sentence {n} of the minutes." for n in range(10_000)))
    assert content("md", long).count(b"\n[^") == 10_000
    assert content("csv", long).count(b"\n") == 10_001
    _, notes = word(long)
    assert len(notes) == 10_002


def test_a_table_of_a_chat_has_one_head() -> None:
    made = content("csv", job("It was built."), job("It burned.")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(made)))
    assert [it["sentence"] for it in rows] == ["It was built.", "It burned."]


def extracted() -> Job:
    citation = job("1850").result["summary"][0]["citations"][0]  # type: ignore[index]
    of = {"unsure": False, "support": 0.9}
    claims = [
        of | {"text": "built: 1850", "supported": True, "problem": None, "citations": [citation]},
        of | {"text": "cost: 5", "supported": False, "problem": "nothing", "citations": []},
    ]
    one = {
        "output": {"built": "1850", "cost": 5, "owner": None},
        "evidence": claims,
        "steps": [{"name": "extract"}],
        "sources": [{"id": "d" * 16, "source": "mill.pdf", "title": "The mill"}],
        "blocks": [{"heading": "", "bullets": True, "brief": "", "claims": claims}],
        "usage": None,
    }
    failed = [{"source": "tower.pdf", "error": "it is broken"}]
    request = RunRequest(sources=["collection:default"], chain="extract")
    result = {"results": [one], "failed": failed}
    return Job("b" * 32, "local", request, "done", "2026-01-01", result, title="Extract: mill")


def test_a_table_of_what_was_extracted_says_what_is_not_supported() -> None:
    row, failed = csv.DictReader(io.StringIO(content("csv", extracted()).decode("utf-8-sig")))
    assert failed["document"] == "tower.pdf: it is broken"
    assert (row["built"], row["built (supported)"], row["built (quote)"]) == ("1850", "yes", "1850")
    assert (row["cost"], row["cost (supported)"], row["owner (supported)"]) == ("5", "no", "")


def beside(name: str) -> tuple[Job, str]:
    """Return a job of which something is to be said beside its sentences, and that."""
    made = job("It was built.")
    assert made.result
    match name:
        case "failed":
            return extracted(), "tower.pdf: it is broken"
        case "absent":
            made.result["absent"] = ["zeppelin"]
            return made, "Nowhere in the documents: zeppelin"
        case _:
            made.result["left_out"] = made.result["summary"][0]["citations"]
            return made, "Left out, because the model refused to read it: The mill & more, page 1"


@pytest.mark.parametrize("name", ["failed", "absent", "refused"])
def test_no_file_is_silent_about_what_is_missing(name: str) -> None:
    made, said = beside(name)
    text, _ = word(made)
    assert said in "".join(text.itertext())
    assert said in content("md", made).decode().replace("\\", "")
    assert said in [row[0] for row in csv.reader(io.StringIO(content("csv", made).decode()))]


def test_sources_are_bibtex() -> None:
    made = content("bib", job("It was built."), job("It burned.")).decode()
    assert made.count("@misc{") == 1
    assert r"title = {{The mill \& more}}" in made


@pytest.mark.parametrize("kind", ["bib", "csv", "docx", "md"])
def test_no_file_names_a_folder_of_the_server(kind: str) -> None:
    made = job("It was built.")
    assert made.result
    made.result["failed"] = [{"source": "/srv/papers/tower.pdf", "error": "it is broken"}]
    whole = content(kind, made)
    if kind == "docx":
        with zipfile.ZipFile(io.BytesIO(whole)) as packed:
            whole = b"".join(map(packed.read, packed.namelist()))
    assert b"/srv" not in whole
    assert kind == "bib" or b"tower.pdf" in whole


def test_what_cannot_be_exported_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ProblemError, match="there is no export"):
        content("exe", job("It was built."))
    running = job("It was built.")
    running.status = "running"
    with pytest.raises(ProblemError, match="nothing to save yet"):
        content("md", running)
    monkeypatch.setattr("precis.errors.find_spec", lambda _: None)
    with pytest.raises(MissingExtraError, match="extra 'docx'"):
        content("docx", job("It was built."))


def test_the_name_of_a_file_is_safe() -> None:
    answer = exported('../../"x\r\ny: z', [job("It was built.")], "md")
    assert answer.headers["content-disposition"].endswith("UTF-8''x-y-z.md")


def test_what_the_model_refused_to_read_is_named() -> None:
    refused = job("It was built.")
    assert refused.result
    assert left_out(refused) == []
    refused.result["left_out"] = refused.result["summary"][0]["citations"]
    [note] = left_out(refused)
    assert (note.where, note.citation["quote"]) == ("The mill & more, page 1", "It was built.")
    markdown = content("md", refused).decode()
    assert "Left out, because the model refused to read it: The mill \\& more, page 1" in markdown
