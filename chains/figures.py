"""Describe pictures in documents with a chat model, as an images parser of LangChain."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from langchain_core.document_loaders.base import BaseBlobParser
from langchain_core.documents import Document
from langchain_core.messages import HumanMessage, SystemMessage

from precis.errors import UsageError
from precis.loaders import LoadError
from precis.models.calls.errors import BudgetError, CallError, RefusedError
from precis.prompts import load_prompt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from langchain_core.documents.base import Blob

    from precis.chains.workspace import Workspace
    from precis.models.calls.layer import CallLayer

_REPLY_TOKENS = 200


class FigureDescriber(BaseBlobParser):
    """Asks the chat model `name` through `calls`; stops asking a model that takes no pictures."""

    def __init__(self, name: str, calls: CallLayer) -> None:
        """Raises UsageError for a model that is known to take no pictures."""
        if (calls.profile or {}).get("image_inputs") is False:
            raise UsageError(f"{name} takes no pictures: name a --model that does")
        self._name = name
        self._calls = calls
        self._refusal: str | None = None

    def lazy_parse(self, blob: Blob) -> Iterator[Document]:
        """Yield the model's description; raises LoadError if it takes no pictures or refuses one.

        Raises BudgetError where the call would exceed a limit.
        """
        source = str(blob.source)
        if self._refusal is not None:
            raise LoadError(source, self._refusal, "")
        try:
            reply = self._calls.invoke(_prompt_about(blob), reply_tokens=_REPLY_TOKENS)
        except BudgetError:
            raise
        except CallError as error:
            reason = f"{self._name} does not describe it ({error.shared_reason})"
            if not isinstance(error, RefusedError):
                self._refusal = reason
            raise LoadError(source, reason, "name a --model that takes pictures") from error
        yield Document(reply.text)


def figure_describer(workspace: Workspace) -> FigureDescriber:
    """Return a parser through which the chat model of a workspace describes pictures.

    Raises UsageError without a chat model, and for one that is known to take no pictures.
    """
    if not workspace.has_chat:
        raise UsageError(
            "--describe-figures needs a chat model that takes pictures: name one with --model"
        )
    return FigureDescriber(workspace.model, workspace.chat)


def _prompt_about(blob: Blob) -> list[SystemMessage | HumanMessage]:
    system, human = load_prompt("describe").format_messages()
    data = blob.as_bytes()
    kind = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
    picture = {"type": "image", "base64": b64encode(data).decode(), "mime_type": kind}
    question = {"type": "text", "text": human.text}
    return [SystemMessage(system.text), HumanMessage([question, picture])]
