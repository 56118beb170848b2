"""Our own OpenAPI 3.1 description, made from the table of operations and the wire models."""

from __future__ import annotations

import functools
import re
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import (
    GenerateJsonSchema,
    JsonSchemaMode,
    JsonSchemaValue,
    models_json_schema,
)

from octavo import __version__
from octavo.protocol.base import Reply
from octavo.protocol.completions import CompletionChunk
from octavo.protocol.envelope import ErrorResponse
from octavo.protocol.events import EVENT_TYPES
from octavo.protocol.files import FileExpiration, UploadPurpose
from octavo.protocol.operations import FAMILIES, OPERATIONS, Operation
from octavo.protocol.written_summaries import SummaryProgress, WriteSummaryRequest, WrittenSummary

Schema = dict[str, Any]

_WHERE = "#/components/schemas/{model}"
# Requests and replies are described alike: replies are written by hand-made serialisers, of which
# a schema could say nothing.
_MODE: JsonSchemaMode = "validation"
_ID = re.compile(r"\{(\w+)\}")


class _Schemas(GenerateJsonSchema):
    """Describes a rectangle as four numbers, not each of them: more programs understand that."""

    def tuple_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().tuple_schema(schema)
        kinds = made.get("prefixItems")
        if kinds and all(kind == kinds[0] for kind in kinds):
            del made["prefixItems"]
            made["items"] = kinds[0]
        return made


@functools.cache
def describe() -> Schema:
    """Return the description as an object for JSON; it is made once and must not be changed."""
    references, components = _components()
    paths: dict[str, Schema] = {}
    for family, entries in FAMILIES.items():
        for operation in entries:
            if isinstance(operation, Operation):
                item = paths.setdefault(operation.path, {})
                item[operation.method.lower()] = _described(operation, family, references)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Octavo",
            "version": __version__,
            "description": "Assistants, threads, runs and vector stores over the user's documents.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/v1"}],
        "security": [{"token": []}],
        "tags": [{"name": family} for family in FAMILIES],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _components() -> tuple[dict[type[BaseModel], Schema], dict[str, Schema]]:
    """Return a reference to each model, and the schemas that they refer to."""
    models: list[type[BaseModel]] = [
        ErrorResponse,
        CompletionChunk,
        SummaryProgress,
        *EVENT_TYPES.values(),
    ]
    for operation in OPERATIONS:
        models += [model for model in (operation.request, operation.reply) if model is not None]
    found, definitions = models_json_schema(
        [(model, _MODE) for model in dict.fromkeys(models)],
        ref_template=_WHERE,
        schema_generator=_Schemas,
    )
    references = {model: found[model, _MODE] for model in models}
    return references, definitions["$defs"]


def _described(
    operation: Operation, family: str, references: dict[type[BaseModel], Schema]
) -> Schema:
    described: Schema = {
        "operationId": operation.name,
        "summary": operation.name.replace("_", " ").capitalize(),
        "tags": [family],
        "parameters": _parameters(operation),
        "responses": {
            "200": _success(operation, references),
            "default": {
                "description": "What is wrong, and what would be right.",
                "content": {"application/json": {"schema": references[ErrorResponse]}},
            },
        },
    }
    if operation.interface is not None:
        described["x-interface-name"] = operation.interface
    if operation.form:
        described["requestBody"] = {
            "required": True,
            "content": {"multipart/form-data": {"schema": _form()}},
        }
    elif operation.request is not None:
        fields = operation.request.model_fields.values()
        described["requestBody"] = {
            "required": any(field.is_required() for field in fields),
            "content": {"application/json": {"schema": references[operation.request]}},
        }
    return described


def _parameters(operation: Operation) -> list[Schema]:
    parameters: list[Schema] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in _ID.findall(operation.path)
    ]
    if operation.query is not None:
        schema = operation.query.model_json_schema()
        required = schema.get("required", ())
        parameters += [
            {"name": name, "in": "query", "required": name in required, "schema": _present(part)}
            for name, part in schema["properties"].items()
        ]
    if operation.include:
        items = {"type": "string", "enum": list(operation.include)}
        parameters.append(
            {
                "name": "include[]",
                "in": "query",
                "required": False,
                "schema": {"type": "array", "items": items},
            }
        )
    return parameters


def _present(schema: Schema) -> Schema:
    """Return a parameter's schema without null: in a query it is absent instead."""
    kept = {name: value for name, value in schema.items() if name not in {"anyOf", "title"}}
    if kept.get("default", "") is None:
        del kept["default"]
    choices = [choice for choice in schema.get("anyOf", ()) if choice.get("type") != "null"]
    if len(choices) == 1:
        return {**choices[0], **kept}
    return {**kept, "anyOf": choices} if choices else kept


def _success(operation: Operation, references: dict[type[BaseModel], Schema]) -> Schema:
    content: Schema = {}
    if operation.reply is not None:
        content["application/json"] = {"schema": references[operation.reply]}
    if operation.streamed_by is not None:
        content["text/event-stream"] = {
            "schema": _EVENT,
            "x-events": _events(operation, references),
        }
    if not content:
        content["application/octet-stream"] = {"schema": {"type": "string", "format": "binary"}}
    return {"description": "It is done.", "content": content}


# One event of a stream; ``x-events`` beside it says what its data is, by its name.
_EVENT: Schema = {
    "type": "object",
    "properties": {"event": {"type": "string"}, "data": {"type": "string"}},
    "required": ["data"],
}


def _events(operation: Operation, references: dict[type[BaseModel], Schema]) -> Schema:
    """Return which events a stream carries, and what each one's data is."""
    if operation.path.startswith("/chat"):
        return {"message": references[CompletionChunk]}
    if operation.request is WriteSummaryRequest:
        either = [references[SummaryProgress], references[WrittenSummary]]
        return {"message": {"anyOf": either}}
    events: dict[str, type[Reply]] = EVENT_TYPES
    return {name: references[model] for name, model in events.items()}


def _form() -> Schema:
    """Return the fields of an upload."""
    expiration = FileExpiration.model_json_schema()["properties"]
    return {
        "type": "object",
        "required": ["file", "purpose"],
        "properties": {
            "file": {"type": "string", "format": "binary", "minLength": 1},
            "purpose": {"type": "string", "enum": list(get_args(UploadPurpose))},
            **{f"expires_after[{name}]": part for name, part in expiration.items()},
        },
    }
