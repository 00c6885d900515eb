"""Tiny models of each family, made here with random weights and run through the real pipeline.

They need the extra `huggingface`; nothing is downloaded.
"""

from __future__ import annotations

import json
import math
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from precis.errors import MissingExtraError
from precis.models import huggingface
from precis.models.chat import chat_model
from precis.models.embeddings import make_embeddings
from precis.models.huggingface import Classifier
from tests.conftest import Precis

INSTALLED = find_spec("transformers") is not None and find_spec("torch") is not None
needs_extra = pytest.mark.skipif(
    not INSTALLED,
    reason="the extra 'huggingface' is not installed: uv sync --inexact --extra huggingface",
)
STORY = (
    "The bridge over the Sava was opened in 1932 after four years of work by engineers. "
    "The town paid for all of it with a loan that it took from a bank in Vienna."
)
TINY: dict[str, Any] = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
LABELS = ["negative", "neutral", "positive"]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let replies be short, and compute on one thread: those of torch spin while others compute."""
    if INSTALLED:
        import torch

        torch.set_num_threads(1)
        monkeypatch.setattr(huggingface, "REPLY_TOKENS", 40)


def tokenizer(into: Path, most: int) -> int:
    """Save a tokenizer of single characters, of at most so many; return how many there are."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    special = ["<pad>", "<unk>", "</s>", "<cls>", "<sep>", "<mask>"]
    characters = [chr(code) for code in range(32, 127)] + ["\n"]
    vocabulary = {token: number for number, token in enumerate([*special, *characters])}
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=made,
        pad_token="<pad>",
        unk_token="<unk>",
        eos_token="</s>",
        cls_token="<cls>",
        sep_token="<sep>",
        mask_token="<mask>",
        model_max_length=most,
    )
    wrapped.save_pretrained(into)
    return len(vocabulary)


def saved(family: str, into: Path, seed: int = 1) -> str:
    """Save a model of `family` with random weights; return its folder."""
    import torch
    import transformers as t

    torch.manual_seed(seed)
    most = 4096 if family in {"gpt2", "t5"} else 512
    size = tokenizer(into, most)
    names = {"id2label": dict(enumerate(LABELS)), "label2id": {n: i for i, n in enumerate(LABELS)}}
    places = {"max_position_embeddings": most + 4}
    encoder = {**TINY, "intermediate_size": 64, "vocab_size": size, **places, "pad_token_id": 0}
    xlnet = {"vocab_size": size, "d_model": 32, "n_layer": 2, "n_head": 2, "d_inner": 64}
    writes = {"vocab_size": size, "pad_token_id": 0, "eos_token_id": 2}
    match family:
        case "bert":
            model: Any = t.BertForSequenceClassification(t.BertConfig(**encoder, **names))
        case "roberta":
            model = t.RobertaForSequenceClassification(t.RobertaConfig(**encoder, **names))
        case "xlnet":
            config = t.XLNetConfig(**xlnet, pad_token_id=0, **names)
            model = t.XLNetForSequenceClassification(config)
        case "gpt2":
            gpt = {"n_positions": most, "n_embd": 32, "n_layer": 2, "n_head": 2}
            model = t.GPT2LMHeadModel(t.GPT2Config(**writes, **gpt, bos_token_id=2))
        case "t5":
            t5 = {"d_model": 32, "d_kv": 16, "d_ff": 64, "num_layers": 2, "num_heads": 2}
            model = t.T5ForConditionalGeneration(
                t.T5Config(**writes, **t5, decoder_start_token_id=0)  # type: ignore[call-arg]
            )
    model.save_pretrained(into)
    return str(into)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


@needs_extra
@pytest.mark.parametrize("family", ["gpt2", "t5"])
def test_what_writes(family: str, precis: Precis, story: Path, tmp_path: Path) -> None:
    model = "huggingface:" + saved(family, tmp_path / family)
    for arguments in (["summarize", story], ["run", "generate 'A verse'", story]):
        run = precis(*arguments, "--model", model, "--json", "--unsupported", "mark")
        if run.code == 1:
            # Random weights may write only blanks: a reply without text, or a step without a verse.
            assert "its reply is empty" in run.err or "the model wrote nothing" in run.err
            continue
        assert run.code == 0, run.err
        result = json.loads(run.out)
        assert result["usage"]["calls"] == 1
        assert result["usage"]["output_tokens"] > 0
        assert result["usage"]["cost_usd"] == 0
        for claim in result.get("summary", result.get("output")):
            for citation in claim["citations"]:
                assert citation["quote"] in STORY


@needs_extra
@pytest.mark.parametrize("family", ["gpt2", "t5"])
def test_the_same_question_gets_the_same_reply(family: str, tmp_path: Path) -> None:
    model = chat_model("huggingface:" + saved(family, tmp_path))
    one, other = (model.invoke("Write a verse about a bridge.") for _ in range(2))
    assert one.text == other.text
    assert one.usage_metadata == other.usage_metadata


@needs_extra
def test_a_chat_template_is_used(tmp_path: Path) -> None:
    from transformers import AutoTokenizer

    saved("gpt2", tmp_path)
    tokenizer = AutoTokenizer.from_pretrained(tmp_path)
    tokenizer.chat_template = (
        "{% for m in messages %}[{{ m['role'] }}] {{ m['content'] }}{% endfor %}"
    )
    tokenizer.save_pretrained(tmp_path)
    reply = chat_model(f"huggingface:{tmp_path}").invoke([("system", "Be brief."), ("human", "Hi")])
    assert reply.usage_metadata
    assert reply.usage_metadata["input_tokens"] == len("[system] Be brief.[user] Hi")


@needs_extra
def test_a_prompt_that_is_too_long_is_halved(precis: Precis, tmp_path: Path) -> None:
    """Characters are tokens here, so the estimate of tokens is far too low.

    These weights write figures; those of most seeds write only blanks, which is no reply.
    """
    model = "huggingface:" + saved("gpt2", tmp_path / "gpt2", seed=5)
    long = tmp_path / "long.txt"
    long.write_text(
        "\n\n".join(f"In {1700 + n} bridge {n} was opened by the town." for n in range(120))
    )
    run = precis("summarize", long, "--model", model, "--json", "--unsupported", "mark")
    assert run.code == 0, run.err
    assert json.loads(run.out)["usage"]["calls"] > 1


@needs_extra
@pytest.mark.parametrize("family", ["bert", "roberta", "xlnet"])
def test_what_classifies(family: str, precis: Precis, story: Path, tmp_path: Path) -> None:
    folder = saved(family, tmp_path / family)
    for chain in ("sentiment", "classify Negative positive"):
        run = precis("run", chain, story, "--classifier", folder, "--json", "--model", "extractive")
        assert run.code == 0, run.err
        result = json.loads(run.out)
        assert result["output"]["label"].lower() in LABELS
        assert 1 / 3 <= result["output"]["score"] <= 1
        quotes = [claim["citations"][0]["quote"] for claim in result["evidence"]]
        assert quotes
        assert all(quote in STORY for quote in quotes)
    probabilities = Classifier(folder).scores([STORY, "x" * 10_000])
    assert all(math.isclose(sum(each.values()), 1, abs_tol=1e-4) for each in probabilities)


@needs_extra
def test_a_label_that_the_classifier_does_not_know(
    precis: Precis, story: Path, tmp_path: Path
) -> None:
    folder = saved("bert", tmp_path / "bert")
    run = precis("run", "classify positiv negative", story, "--classifier", folder)
    assert run.code == 2
    assert "does not know the label 'positiv'; did you mean 'positive'?" in run.err


@needs_extra
@pytest.mark.parametrize("family", ["bert", "roberta", "xlnet"])
def test_what_embeds(family: str, precis: Precis, story: Path, tmp_path: Path) -> None:
    name = "huggingface:" + saved(family, tmp_path / family)
    vectors = make_embeddings(name).embed_documents([STORY, "x"])
    assert [len(vector) for vector in vectors] == [32, 32]
    run = precis("search", "When did it open?", "--in", story, "--embeddings", name, "--json")
    assert run.code == 0, run.err
    assert json.loads(run.out)["passages"][0]["text"] in STORY


@needs_extra
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["summarize", "STORY", "--model", "huggingface:/no/such"],
            "not a Transformers model that",
        ),
        (
            ["run", "sentiment", "STORY", "--classifier", "/no/such"],
            "not a Transformers model that",
        ),
    ],
)
def test_folders_that_are_no_models(
    precis: Precis, story: Path, arguments: list[str], said: str
) -> None:
    run = precis(*(str(story) if word == "STORY" else word for word in arguments), "-q")
    assert run.code == 2
    assert said in run.err
    assert run.err.count("\n") == 1


@needs_extra
def test_a_model_that_writes_does_not_classify(precis: Precis, story: Path, tmp_path: Path) -> None:
    folder = saved("gpt2", tmp_path / "gpt2")
    run = precis("run", "sentiment", story, "--classifier", folder)
    assert (run.code, "it is GPT2LMHeadModel" in run.err) == (2, True)


@pytest.mark.skipif(INSTALLED, reason="the extra is installed")
@pytest.mark.parametrize(
    "make",
    [
        lambda: chat_model("huggingface:x"),
        lambda: make_embeddings("huggingface:x"),
        lambda: Classifier("x"),
    ],
)
def test_without_the_extra_its_name_is_told(make: Any) -> None:
    with pytest.raises(MissingExtraError, match="uv sync --inexact --extra huggingface"):
        make()
