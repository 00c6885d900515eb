"""Models of Hugging Face Transformers in this process: GPT-like and T5-like ones that write,
and encoders (BERT, RoBERTa, XLNet) with a head that classifies. All need the extra `huggingface`.
"""

from __future__ import annotations

import os
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.exceptions import ContextOverflowError
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import PrivateAttr

from precis.errors import MissingExtraError, UsageError
from precis.languages.counts import count_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transformers import PreTrainedModel, PreTrainedTokenizerBase

EXTRA = "huggingface"
REPLY_TOKENS = 320
"""What a reply takes at most, as for the other models in this process."""

UNTOLD_CONTEXT = 512
"""Tokens that a model reads whose files do not say: what T5 was trained on."""

_ENDLESS = 1_000_000
"""Tokenizers say a larger number where they know no limit."""

_SHOWN = 160


class TransformersChat(BaseChatModel):
    """A model folder, or a name on the hub, that writes: a decoder, or an encoder with one.

    Messages are laid out by the model's own chat template or, without one, put below each
    other. Replies are greedy, so the same question gets the same reply. Raises UsageError where
    there is no such model.
    """

    model_name: str = ""
    _model: PreTrainedModel = PrivateAttr()
    _tokenizer: PreTrainedTokenizerBase = PrivateAttr()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.model_name = name
        require_transformers(f"--model huggingface:{name}")
        from transformers import (
            AutoConfig,
            AutoModelForCausalLM,
            AutoModelForSeq2SeqLM,
            AutoTokenizer,
        )

        try:
            config = AutoConfig.from_pretrained(name)
            both = config.is_encoder_decoder
            kind = AutoModelForSeq2SeqLM if both else AutoModelForCausalLM
            self._tokenizer = AutoTokenizer.from_pretrained(name)
            self._model = kind.from_pretrained(name).eval()
        except (OSError, ValueError, KeyError) as error:
            raise _configuration_error("--model", name, error) from error
        self.profile = {"max_input_tokens": _context(config, self._tokenizer)}

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002 - LangChain's signature
        **kwargs: Any,  # noqa: ARG002 - LangChain's signature
    ) -> ChatResult:
        read = self._tokenizer(self._prompt(messages), return_tensors="pt")
        length = read["input_ids"].shape[1]
        room = self._room(length)
        generate: Any = self._model.generate
        written = generate(
            input_ids=read["input_ids"],
            attention_mask=read["attention_mask"],
            max_new_tokens=room,
            do_sample=False,
            pad_token_id=self._padding,
        )[0]
        new = written if self._both else written[length:]
        text = str(self._tokenizer.decode(new, skip_special_tokens=True))
        for mark in stop or ():
            text = text.partition(mark)[0]
        usage = {"input_tokens": length, "output_tokens": len(new)}
        message = AIMessage(
            text.strip(), usage_metadata={**usage, "total_tokens": sum(usage.values())}
        )
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _prompt(self, messages: Sequence[BaseMessage]) -> str:
        if not self._tokenizer.chat_template:
            return "\n\n".join(message.text for message in messages)
        roles = {"human": "user", "ai": "assistant", "system": "system"}
        turns = [{"role": roles[message.type], "content": message.text} for message in messages]
        laid = self._tokenizer.apply_chat_template(
            turns, tokenize=False, add_generation_prompt=True
        )
        return str(laid)

    def _room(self, length: int) -> int:
        """Return how many tokens the reply may take; raises where the prompt leaves none."""
        context = int((self.profile or {})["max_input_tokens"])
        left = context if self._both else context - length
        if length >= context or left <= 0:
            raise ContextOverflowError(f"{count_of(length, 'token')}, where {context} can be read")
        return min(REPLY_TOKENS, left)

    @property
    def _both(self) -> bool:
        return bool(self._model.config.is_encoder_decoder)

    @property
    def _padding(self) -> int:
        padding = self._tokenizer.pad_token_id
        return int(self._tokenizer.eos_token_id or 0) if padding is None else int(padding)

    @property
    def _llm_type(self) -> str:
        return "huggingface"

    @property
    def _identifying_params(self) -> Mapping[str, Any]:
        folder = Path(self.model_name)
        files = folder.glob("*") if folder.is_dir() else ()
        newest = max((file.stat().st_mtime_ns for file in files), default=0)
        return {"model": self.model_name, "saved": newest, "reply_tokens": REPLY_TOKENS}


class Classifier:
    """An encoder with a classification head; `labels` are those it was trained on.

    Raises UsageError where `name` is no such model.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        require_transformers(f"--classifier {name}")

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of their scores."""
        named = self._pipeline.model.config.id2label
        return tuple(named[index] for index in sorted(named))

    def scores(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """Return for each text the probability of each label; long texts are cut at the end."""
        found = self._pipeline(list(texts), top_k=None, truncation=True, max_length=self._length)
        return [{one["label"]: float(one["score"]) for one in scores} for scores in found]

    @cached_property
    def _pipeline(self) -> Any:
        from transformers import AutoConfig, pipeline

        try:
            _check_head(AutoConfig.from_pretrained(self.name).architectures or [])
            return pipeline("text-classification", model=self.name, device="cpu")
        except (OSError, ValueError, KeyError) as error:
            raise _configuration_error("--classifier", self.name, error) from error

    @property
    def _length(self) -> int:
        return _context(self._pipeline.model.config, self._pipeline.tokenizer)


def _check_head(architectures: Sequence[str]) -> None:
    if not any(name.endswith("ForSequenceClassification") for name in architectures):
        raise ValueError(f"it is {', '.join(architectures) or 'of no kind'}")


def require_transformers(what: str) -> None:
    """Raise MissingExtraError where the packages are not installed; keep the hub silent."""
    if find_spec("transformers") is None or find_spec("torch") is None:
        raise MissingExtraError(what, EXTRA)
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")


def _context(config: Any, tokenizer: PreTrainedTokenizerBase) -> int:
    """Return the tokens that a model can read, as its files say."""
    names = ("max_position_embeddings", "n_positions")
    told = [getattr(config, name, None) for name in names]
    limits = [int(limit) for limit in told if limit and limit > 0]
    if tokenizer.model_max_length < _ENDLESS:
        limits.append(int(tokenizer.model_max_length))
    return min(limits, default=UNTOLD_CONTEXT)


def _configuration_error(option: str, name: str, error: Exception) -> UsageError:
    reason = " ".join(str(error).split())[:_SHOWN]
    what = "writes" if option == "--model" else "classifies"
    return UsageError(f"{option} {name}: not a Transformers model that {what} ({reason})")
