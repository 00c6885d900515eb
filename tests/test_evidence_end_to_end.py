"""Every quote that is printed equals the text that `precis load` gives, whoever wrote."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Precis
from tests.fakes.harsh_replies import EMPTY, HARSH, LIES
from tests.fakes.openai_server import model_server

FILES = Path(__file__).parent / "loaders" / "files"
STORY = (
    "The bridge over the Sava opened in 1932. It cost three million dinars. "
    "Engineers from Zagreb designed it, and the town paid for it with a loan. "
    "In 1944 the bridge was destroyed. It was built again within two years. "
)
MODES = ("mark", "drop", "quote")


def check_quotes(claims: list[dict[str, object]], texts: dict[str, str]) -> int:
    cited = [citation for claim in claims for citation in claim["citations"]]  # type: ignore[attr-defined]
    for citation in cited:
        text = texts[citation["document_id"]]
        assert citation["quote"] == text[citation["start"] : citation["end"]] != ""
    return len(cited)


def load_texts(precis: Precis, *sources: str | Path) -> dict[str, str]:
    loaded = [json.loads(line) for line in precis("load", *sources, "--json").out.splitlines()]
    return {document["id"]: document["text"] for document in loaded}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A story, as text and as a page."""
    into = tmp_path / "documents"
    into.mkdir()
    (into / "story.txt").write_text(STORY * 3, encoding="utf-8")
    (into / "page.html").write_text(f"<html><body><article><p>{STORY * 3}</p></article></body>")
    return into


def test_quotes_of_the_extractive_writer_over_all_formats(precis: Precis, folder: Path) -> None:
    shutil.copytree(FILES, folder, dirs_exist_ok=True)
    texts = load_texts(precis, folder)
    assert len(texts) > 2
    summary = json.loads(precis("summarize", folder, "--json", "--length", "400").out)
    assert check_quotes(summary["summary"], texts)
    answer = json.loads(precis("ask", "When did the bridge open?", "--in", folder, "--json").out)
    assert answer["answered"]
    assert check_quotes(answer["answer"], texts)
    for passage in answer["passages"]:
        text = texts[passage["document_id"]]
        assert passage["text"] == text[passage["start"] : passage["end"]]


def test_quotes_of_the_embedded_model(precis: Precis, tmp_path: Path, smollm2: str) -> None:
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    run = precis("summarize", story, "--json", "--model", smollm2, "--length", "30")
    summary = json.loads(run.out)
    assert check_quotes(summary["summary"], load_texts(precis, story))
    assert all(claim["supported"] for claim in summary["summary"])
    assert summary["usage"]["calls"] == 1


def check_claims(claims: list[dict[str, object]], texts: dict[str, str], unsupported: str) -> None:
    """Every quote is verbatim, no lie is supported, and only `mark` shows what is not."""
    check_quotes(claims, texts)
    for claim in claims:
        if claim["supported"]:
            assert claim["citations"]
            assert not any(lie in str(claim["text"]) for lie in LIES), claim
        else:
            assert unsupported == "mark"
            assert claim["problem"]


def check_screen(out: str, unsupported: str) -> None:
    """No lie stands on the screen without its mark, and nothing a terminal would obey."""
    assert not any(control in out for control in ("\x1b", "\x00", "\u202e", "<script", "<img"))
    marked = re.sub(r"\[(?:unsupported|unsure)[^\]]*\]", "✗", out)
    for lie in LIES:
        for line in marked.splitlines():
            if lie in line:
                assert unsupported == "mark", lie
                assert "✗" in line.rpartition(lie)[2]


@pytest.mark.parametrize("command", ["summarize", "ask"])
@pytest.mark.parametrize("reply", HARSH.values(), ids=HARSH)
def test_whatever_a_remote_model_writes(
    precis: Precis, folder: Path, monkeypatch: pytest.MonkeyPatch, reply: str, command: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-key-of-nobody")
    story = folder / "story.txt"
    texts = load_texts(precis, story)
    arguments = [story] if command == "summarize" else ["When did it open?", "--in", story]
    with model_server(reply=lambda _: reply) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        for unsupported in MODES:
            run = precis(command, *arguments, "--json", "--unsupported", unsupported)
            assert run.code == 0, run.err
            result = json.loads(run.out)
            claims = result["answer" if command == "ask" else "summary"]
            check_claims(claims, texts, unsupported)
            if unsupported == "mark":
                assert sum(not claim["supported"] for claim in claims) == result["unsupported"]
        assert len(server.prompts) == 1


@pytest.mark.parametrize("command", ["summarize", "ask"])
@pytest.mark.parametrize("reply", EMPTY.values(), ids=EMPTY)
def test_an_empty_reply_is_an_error_and_is_not_kept(
    precis: Precis, folder: Path, monkeypatch: pytest.MonkeyPatch, reply: str, command: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-key-of-nobody")
    story = folder / "story.txt"
    arguments = [story] if command == "summarize" else ["When did it open?", "--in", story]
    replies = [reply]
    with model_server(reply=lambda _: replies[0]) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        run = precis(command, *arguments, "--json")
        assert (run.code, run.out) == (1, "")
        assert "its reply is empty" in run.err
        replies[0] = "The bridge over the Sava opened in 1932 [1]."
        repaired = precis(command, *arguments, "--json")
    assert repaired.code == 0, repaired.err
    assert "1932" in repaired.out


@pytest.mark.parametrize("style", ["prose", "bullets"])
def test_what_is_shown_of_the_worst_replies(
    precis: Precis, folder: Path, monkeypatch: pytest.MonkeyPatch, style: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-key-of-nobody")
    reply = "\n".join(text for name, text in HARSH.items() if "thousand" not in name)
    with model_server(reply=lambda _: reply) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        for unsupported in MODES:
            run = precis(
                "summarize", folder / "story.txt", "--style", style, "--unsupported", unsupported
            )
            assert run.code == 0, run.err
            check_screen(run.out, unsupported)


@pytest.mark.parametrize("unsupported", MODES)
def test_whatever_a_remote_model_writes_at_every_level_of_a_tree(
    precis: Precis, folder: Path, monkeypatch: pytest.MonkeyPatch, unsupported: str
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-key-of-nobody")
    long = folder / "long.txt"
    parts = (f"In {1100 + n} the bridge number {n} was opened by the town." for n in range(600))
    long.write_text("\n\n".join(parts), encoding="utf-8")
    replies = list(HARSH.values())
    with model_server(reply=lambda prompt: replies[len(prompt) % len(replies)]) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        run = precis("summarize", long, "--json", "--unsupported", unsupported)
    assert run.code == 0, run.err
    assert len(server.prompts) > 5
    check_claims(json.loads(run.out)["summary"], load_texts(precis, long), unsupported)


def test_what_was_not_supported_is_counted(
    precis: Precis, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-key-of-nobody")
    reply = "The bridge over the Sava opened in 1932 [1].\nIt cost nine million dinars [2]."
    with model_server(reply=lambda _: reply) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        run = precis("summarize", folder / "story.txt", "--unsupported", "drop")
    assert "nine million" not in run.out
    assert "1 sentence was not supported" in run.err


def test_a_remote_model_through_its_server(
    precis: Precis, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key = "sk-a-secret-that-nobody-may-see-anywhere"
    monkeypatch.setenv("OPENAI_API_KEY", key)
    long = folder / "long.txt"
    parts = (f"In {1700 + n} the bridge number {n} was opened by the town." for n in range(600))
    long.write_text("\n\n".join(parts), encoding="utf-8")
    with model_server() as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        first = json.loads(precis("summarize", long, "--json").out)
        assert check_quotes(first["summary"], load_texts(precis, long))
        assert first["usage"]["calls"] == len(server.prompts) > 5
        again = json.loads(precis("summarize", long, "--json").out)
        assert again["usage"]["calls"] == 0
        assert again["summary"] == first["summary"]
        answer = json.loads(precis("ask", "When was bridge 7 opened?", "--in", long, "--json").out)
        assert answer["answered"]
        assert check_quotes(answer["answer"], load_texts(precis, long))
    kept = [path.read_bytes() for path in (tmp_path / "library").rglob("*") if path.is_file()]
    assert not any(key.encode() in content for content in kept)


def test_a_wrong_key_is_one_line(
    precis: Precis, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-a-secret-that-nobody-may-see-anywhere")
    with model_server(faults=lambda: 401) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        run = precis("summarize", folder / "story.txt", "-q")
    assert (run.code, run.out) == (1, "")
    assert len(run.err.splitlines()) == 1
    assert "401" in run.err
    assert "sk-a-secret" not in run.err


def test_a_server_that_fails_now_and_then(
    precis: Precis, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test")
    faults = iter([500, 429])
    with model_server(faults=lambda: next(faults, None)) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        run = precis("summarize", folder / "story.txt", "--json")
    assert run.code == 0
    assert server.failed == 2


def test_check_says_what_is_wrong(precis: Precis, folder: Path) -> None:
    written = folder.parent / "summary.txt"
    written.write_text("The bridge over the Sava opened in 1932. It cost five million dinars.")
    run = precis("check", written, "--against", folder / "story.txt", "--json")
    assert run.code == 3
    claims = json.loads(run.out)["claims"]
    assert [claim["supported"] for claim in claims] == [True, False]
    assert "'five million'" in claims[1]["problem"]
    check_quotes(claims, load_texts(precis, folder / "story.txt"))


@pytest.mark.parametrize("letters", ["word ", "x", "字", "no. "])
def test_a_long_text_is_checked(precis: Precis, folder: Path, letters: str) -> None:
    written = folder.parent / "long.txt"
    written.write_text(letters * (300_000 // len(letters)), encoding="utf-8")
    run = precis("check", written, "--against", folder / "story.txt", "--json")
    assert run.code in {1, 3}, run.err
    assert not run.out or not any(c["supported"] for c in json.loads(run.out)["claims"])


def test_check_in_batch(precis: Precis, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    claims = ["The bridge was destroyed in 1944.", "Whales sing in the sea."]
    batch.write_text(json.dumps({"source": STORY, "claims": claims}) + "\n")
    run = precis("check", "--batch", batch)
    right, wrong = json.loads(run.out)["scores"]
    assert run.code == 0
    assert right > 0.5 > wrong


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        (
            "Most sur la Save, ouvert en dix-neuf cent trente-deux, a été conçu par des "
            "ingénieurs de Zagreb et payé par la ville avec un emprunt. Il a été détruit.",
            "languages",
        ),
        ("这座桥于一九三二年开放。来自萨格勒布的工程师设计了它，镇上用贷款支付了费用。", "'zh'"),
    ],
)
def test_what_cannot_be_checked(precis: Precis, folder: Path, text: str, said: str) -> None:
    written = folder.parent / "summary.txt"
    written.write_text(text, encoding="utf-8")
    run = precis("check", written, "--against", folder / "story.txt")
    assert run.code == 1
    assert said in run.err


def test_asking_an_empty_library_says_how_to_fill_it(precis: Precis) -> None:
    run = precis("ask", "What?")
    assert run.code == 1
    assert "precis ingest" in run.err


def test_what_cannot_be_loaded_leaves_the_rest(precis: Precis, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    run = precis("summarize", folder / "story.txt", folder / "empty.txt", folder / "broken.pdf",
                 folder / "none.txt", "--json", "-q")  # fmt: skip
    assert run.code == 1
    assert json.loads(run.out)["summary"]
    assert len(run.err.splitlines()) == 3
