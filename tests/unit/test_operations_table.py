"""The table of operations: whole, true of the client and the engine, and what the README shows."""

from __future__ import annotations

import inspect
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Mount, Route

import operations
from octavo.client import Client, InProcessTransport
from octavo.engine.app import Engine
from octavo.pdf.reader import PdfiumReader
from octavo.protocol.openapi import describe
from octavo.protocol.operations import FAMILIES, HELPERS, OPERATIONS, Operation
from support.embedding import HashEmbedder

INTERFACE = """
CancelRun CancelVectorStoreFileBatch CreateAssistant CreateCompletion CreateRun CreateThread
CreateThreadAndRun CreateThreadMessage CreateVectorStore CreateVectorStoreAndWaitToComplete
CreateVectorStoreFile CreateVectorStoreFileBatch DeleteAssistant DeleteFile DeleteThread
DeleteThreadMessage DeleteVectorStore DeleteVectorStoreFile GetAssistant GetAssistants GetFile
GetFiles GetRun GetRunStep GetRunSteps GetRuns GetThread GetThreadMessage GetThreadMessages
GetVectorStore GetVectorStoreFile GetVectorStoreFileBatch GetVectorStoreFileBatchFiles
GetVectorStoreFiles GetVectorStores ModifyAssistant ModifyRun ModifyThread ModifyThreadMessage
ModifyVectorStore RunAndGetAssistantResponse UploadFile WaitForAssistantMessage
WaitForRunToComplete WaitForThreadMessageToComplete WaitForVectorStoreFileToComplete
WaitForVectorStoreToComplete
"""
NAMES = {f"{name}Async" for name in INTERFACE.split()}
STREAMED_ONLY = {"follow_run", "file_content"}


def test_the_47_operations_of_the_interface_are_in_the_table_once_each() -> None:
    entries = [entry for family in FAMILIES.values() for entry in family]
    named = Counter(entry.interface for entry in entries if entry.interface is not None)
    assert len(NAMES) == 47
    assert named == Counter(NAMES)


@pytest.mark.parametrize("entry", [*OPERATIONS, *HELPERS], ids=lambda entry: entry.name)
def test_each_is_a_method_of_the_client(entry: Any) -> None:
    method = getattr(Client, entry.name)
    assert inspect.iscoroutinefunction(method) or entry.name in STREAMED_ONLY
    assert method.__doc__
    if isinstance(entry, Operation):
        if entry.streamed_by is not None:
            assert callable(getattr(Client, entry.streamed_by))
        return
    assert set(entry.uses) <= {operation.name for operation in OPERATIONS}


def test_the_client_has_no_call_that_the_table_lacks() -> None:
    public = {
        name
        for name, _ in inspect.getmembers(Client, inspect.isfunction)
        if not name.startswith("_")
    }
    known = {entry.name for entry in (*OPERATIONS, *HELPERS)}
    known |= {entry.streamed_by for entry in OPERATIONS if entry.streamed_by is not None}
    assert public - known == {"aclose", "with_options"}


async def test_the_engine_answers_at_each_address_and_at_no_other(tmp_path: Path) -> None:
    reader = PdfiumReader()
    engine = await Engine.open(tmp_path / "data", reader=reader, embedder=HashEmbedder())
    [mount] = engine.app.routes
    assert isinstance(mount, Mount)
    answered = Counter(
        (method, route.path.replace(":path}", "}"))
        for route in mount.routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    )
    assert answered == Counter((entry.method, entry.path) for entry in OPERATIONS)
    async with Client(InProcessTransport(engine.app)) as client:
        assert (await client.get_openapi()).model_dump() == describe()
    await engine.aclose()
    await reader.aclose()


def test_the_readme_shows_the_table() -> None:
    assert operations.README.read_text(encoding="utf-8") == operations.written(
        operations.README.read_text(encoding="utf-8")
    ), "run: python packaging/operations.py"


def references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [found for part in value.values() for found in references(part)]
    if isinstance(value, list):
        return [found for part in value for found in references(part)]
    return []


def test_the_description_is_whole() -> None:
    described = describe()
    schemas = described["components"]["schemas"]
    assert described["openapi"] == "3.1.0"
    assert {name.rpartition("/")[2] for name in references(described)} <= set(schemas)
    ids = [
        operation["operationId"]
        for item in described["paths"].values()
        for operation in item.values()
    ]
    assert sorted(ids) == sorted(entry.name for entry in OPERATIONS)


def test_the_description_has_four_numbers_for_a_rectangle() -> None:
    place = describe()["components"]["schemas"]["PagePlace"]
    four = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4}
    assert place["properties"]["rects"]["items"] == four


def test_the_description_tells_what_a_call_takes() -> None:
    described = describe()
    paths = described["paths"]
    run = paths["/threads/{thread_id}/runs"]["post"]
    assert run["x-interface-name"] == "CreateRunAsync"
    assert [part["name"] for part in run["parameters"]] == ["thread_id", "include[]"]
    assert set(run["responses"]["200"]["content"]) == {"application/json", "text/event-stream"}
    limit = next(p for p in paths["/assistants"]["get"]["parameters"] if p["name"] == "limit")
    assert limit["schema"] == {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}
    form = paths["/files"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert set(form["properties"]) == {
        "file",
        "purpose",
        "expires_after[anchor]",
        "expires_after[seconds]",
    }
    completion = described["components"]["schemas"]["CreateCompletionRequest"]
    assert completion["additionalProperties"] is False
    assert completion["required"] == ["messages", "model"]
