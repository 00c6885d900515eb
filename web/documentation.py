"""The API's documentation at /docs: a page made from its description, without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from precis.web.page.html import page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.responses import Response

    from precis.web.access import Access

Schema = dict[str, Any]

_TOKEN = {"type": "http", "scheme": "bearer", "description": "The token that you were given."}
_JSON = "application/json"


class Value(NamedTuple):
    """A parameter of an operation, or a field of its body."""

    name: str
    kind: str
    required: bool
    default: Any
    help: str


class Operation(NamedTuple):
    """An operation on a path."""

    id: str
    method: str
    path: str
    text: str
    parameters: list[Value]
    body: list[Value]
    body_kind: str
    answers: list[tuple[str, str]]


def add_documentation(app: FastAPI, access: Access) -> None:
    """Serve the documentation of `app`, whose users `access` knows."""
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        """Add to the description how a token is sent, which FastAPI cannot know."""
        described = describe()
        described["components"]["securitySchemes"] = {"token": _TOKEN}
        described["security"] = [{"token": []}, *([{}] if access.is_open else [])]
        for operation in (it for path in described["paths"].values() for it in path.values()):
            operation["security"] = described["security"]
        return described

    app.openapi = openapi  # type: ignore[method-assign]  # the way that FastAPI documents

    async def show(request: Request) -> Response:
        groups: dict[str, list[Operation]] = {}
        for tag, operation in operations(openapi()):
            groups.setdefault(tag, []).append(operation)
        return page(request, "documentation.html", groups=groups, described_at=app.openapi_url)

    app.add_route("/docs", show, include_in_schema=False)


def operations(described: Schema) -> Iterator[tuple[str, Operation]]:
    """Yield each operation of a description with its tag."""
    schemas = described["components"]["schemas"]
    for path, methods in described["paths"].items():
        for method, it in methods.items():
            content = it.get("requestBody", {}).get("content", {})
            kind = next(iter(content), "")
            body: Schema = content.get(kind, {})
            answers = [
                (status, _kind(_json(answer), schemas))
                for status, answer in it["responses"].items()
                if status.startswith("2")
            ]
            yield (
                it["tags"][0],
                Operation(
                    it["operationId"],
                    method.upper(),
                    path,
                    it.get("description", ""),
                    [_value(one, one["schema"], schemas) for one in it.get("parameters", ())],
                    list(_fields(body.get("schema", {}), schemas)),
                    kind,
                    answers,
                ),
            )


def _json(answer: Schema) -> Schema:
    schema: Schema = answer.get("content", {}).get(_JSON, {}).get("schema", {})
    return schema


def _fields(schema: Schema, schemas: Mapping[str, Schema]) -> Iterator[Value]:
    found = schemas.get(_name(schema), schema)
    required: list[str] = found.get("required", [])
    fields: dict[str, Schema] = found.get("properties", {})
    for name, field in fields.items():
        yield _value({"name": name, "required": name in required}, field, schemas)


def _value(named: Schema, schema: Schema, schemas: Mapping[str, Schema]) -> Value:
    return Value(
        named["name"],
        _kind(schema, schemas),
        named.get("required", False),
        schema.get("default"),
        named.get("description") or schema.get("description", ""),
    )


def _kind(schema: Schema, schemas: Mapping[str, Schema]) -> str:
    """Describe in words what a schema accepts."""
    if name := _name(schema):
        return name
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " or ".join(dict.fromkeys(_kind(one, schemas) for one in schema[key]))
    if "enum" in schema:
        return " or ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}), schemas)}"
    return str(schema.get("type", ""))


def _name(schema: Schema) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]
