"""Ask for vectors as OpenAI's protocol has it, and find them in whatever servers answer."""

from base64 import b64decode
from typing import Any

import numpy as np

from precis.models.calls.failures import Fault, read_failure

_OF_FORM = {Fault.INVALID, Fault.PARAMETER}
_CALLED = ("embedding", "values", "vector", "dense", "dense_embedding", "float", "embeddings")
"""What vectors are called within objects, the likeliest first."""

_DEEPEST = 4


class EmbeddingRequests:
    """Stands in for the embeddings of an `openai` client: vectors in the order of their texts."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._alone = False

    def create(self, **asked: Any) -> dict[str, Any]:
        """Return the vectors of a request as the package lays them out.

        No form of the numbers is asked for: some servers refuse any. A server that refuses one
        text in a list gets it alone.
        """
        texts = asked["input"]
        only = isinstance(texts, list) and len(texts) == 1
        try:
            answer = self._post(asked | {"input": texts[0]} if only and self._alone else asked)
        except Exception as error:  # the package raises errors of its own
            if not only or self._alone or read_failure(error).fault not in _OF_FORM:
                raise
            answer = self._post(asked | {"input": texts[0]})
            self._alone = True
        vectors = _vectors(answer)
        if vectors is None:
            raise _UnreadableError(answer)
        return {"data": [{"embedding": it} for it in vectors]}

    def _post(self, asked: dict[str, Any]) -> Any:
        return self._client._client.post(  # noqa: SLF001 - its own way fills in a form
            "/embeddings", body=asked, cast_to=object
        )


class _UnreadableError(Exception):
    """An answer that is none; `body` says what it is."""

    status_code = 200

    def __init__(self, body: Any) -> None:
        super().__init__("the answer has no vectors")
        self.body = body


def _vectors(answer: Any) -> list[Any] | None:
    """Return the vectors of an answer in the order of their texts; None where it has none.

    They are the first list of vectors, or of objects that have one each, wherever it stands.
    """
    if isinstance(answer, dict) and answer.get("error"):
        return None
    empty: list[Any] | None = None
    level = [answer]
    for _ in range(_DEEPEST):
        for place in level:
            if isinstance(place, list) and (not place or any(map(_has_vector, place))):
                if place:
                    return [_vector(item) for item in _in_order(place)]
                empty = []
        level = [it for place in level if isinstance(place, dict) for it in place.values()]
    return empty


def _has_vector(item: Any) -> bool:
    return isinstance(item, list) or (isinstance(item, dict) and _name_of_vector(item) is not None)


def _name_of_vector(item: dict[str, Any]) -> str | None:
    """Return the name of the field that has the vector: one that is called so, or a list."""
    called = [name for name in item if name in _CALLED]
    listed = [name for name, it in item.items() if isinstance(it, list)]
    return next(iter(called + listed), None)


def _in_order(items: list[Any]) -> list[Any]:
    """Put the vectors in the order of their texts, where all have numbers of their own."""
    numbers = [_number(item) if isinstance(item, dict) else 0 for item in items]
    if len(set(numbers)) < len(items):
        return items
    return [item for _, item in sorted(zip(numbers, items, strict=True), key=lambda it: it[0])]


def _number(item: dict[str, Any]) -> int:
    named = [it for name, it in item.items() if name.lower().endswith("index")]
    return int(named[0]) if named and str(named[0]).isdecimal() else 0


def _vector(item: Any) -> Any:
    """Return the numbers of a vector, also where they come as the bytes of floats."""
    vector = item
    if isinstance(item, dict):
        name = _name_of_vector(item)
        vector = None if name is None else item[name]
    if isinstance(vector, str):
        try:
            return np.frombuffer(b64decode(vector), dtype="<f4").astype(np.float64)
        except ValueError:
            return None
    if isinstance(vector, dict):
        return _vector(vector)
    if isinstance(vector, list) and len(vector) == 1 and isinstance(vector[0], list):
        return vector[0]
    return vector
