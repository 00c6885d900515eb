from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from langchain_core.documents.base import Blob
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from PIL import Image
from pydantic import Field

from precis.chains.figures import FigureDescriber, figure_describer
from precis.chains.requests import CallOptions
from precis.chains.workspace import Workspace
from precis.errors import UsageError
from precis.loaders import LoadError
from precis.models.calls.cache import CallCache
from precis.models.calls.errors import BudgetError
from precis.models.calls.layer import CallLayer


class Seeing(BaseChatModel):
    """Says how many bytes a picture has, or that it cannot see one."""

    blind: bool = False
    asked: list[list[BaseMessage]] = Field(default_factory=list)

    def _generate(self, messages: list[BaseMessage], *_: object, **__: object) -> ChatResult:
        self.asked.append(messages)
        if self.blind:
            raise ValueError("this model does not support image input")
        part: Any = messages[-1].content[-1]
        said = f"A picture of {len(part['base64'])} letters, {part['mime_type']}."
        return ChatResult(generations=[ChatGeneration(message=AIMessage(said))])

    @property
    def _llm_type(self) -> str:
        return "seeing"


def picture(colour: str) -> Blob:
    out = BytesIO()
    Image.new("RGB", (90, 80), colour).save(out, "JPEG")
    return Blob.from_data(out.getvalue(), metadata={"source": "a.docx"})


def test_a_picture_is_described_once(tmp_path: Path) -> None:
    model = Seeing()
    layer = CallLayer(model, CallCache(tmp_path / "calls"))
    describer = FigureDescriber("seeing", layer)
    [first], [again], [_] = (describer.parse(picture(c)) for c in ("red", "red", "blue"))
    assert first.page_content == again.page_content
    assert first.page_content.endswith("letters, image/jpeg.")
    assert (layer.usage.calls, layer.usage.cached_calls) == (2, 1)
    assert layer.usage.input_tokens > 2 * 1000


def test_a_model_that_takes_no_pictures_is_asked_once() -> None:
    model = Seeing(blind=True)
    describer = FigureDescriber("seeing", CallLayer(model))
    for colour in ("red", "blue"):
        with pytest.raises(LoadError, match="seeing does not describe it"):
            describer.parse(picture(colour))
    assert len({str(messages) for messages in model.asked}) == 1


def test_limits_hold() -> None:
    describer = FigureDescriber("seeing", CallLayer(Seeing(), max_calls=1))
    describer.parse(picture("red"))
    with pytest.raises(BudgetError):
        describer.parse(picture("blue"))


def test_models_that_are_known_to_take_no_pictures_are_refused_at_once(tmp_path: Path) -> None:
    blind = CallLayer(Seeing(profile={"image_inputs": False}))
    with pytest.raises(UsageError, match="seeing takes no pictures"):
        FigureDescriber("seeing", blind)
    workspace = Workspace(tmp_path, CallOptions(), model="extractive")
    with pytest.raises(UsageError, match="needs a chat model"):
        figure_describer(workspace)
