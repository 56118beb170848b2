"""What a request that is wrong is told: the field as it was sent, and what would be right."""

from __future__ import annotations

import httpx
import pytest

from octavo.client import InProcessTransport
from octavo.engine.app import Engine

ASSISTANT = {"model": "octavo-extractive"}


@pytest.mark.parametrize(
    ("path", "body", "param", "said"),
    [
        ("threads/ID/messages", {"role": "user", "content": ""}, "content", "at least 1 character"),
        ("threads/ID/messages", {"role": "user", "content": []}, "content", "at least 1 item"),
        (
            "threads/ID/messages",
            {"role": "user", "content": [{"type": "text"}]},
            "content.0.text",
            "Missing required parameter",
        ),
        (
            "threads/ID/runs",
            {"assistant_id": "asst_1", "tool_choice": "bogus"},
            "tool_choice",
            "'none', 'auto' or 'required'",
        ),
        (
            "vector_stores",
            {
                "chunking_strategy": {
                    "type": "static",
                    "static": {"max_chunk_size_tokens": 1, "chunk_overlap_tokens": 0},
                }
            },
            "chunking_strategy.static.max_chunk_size_tokens",
            "greater than or equal to 100",
        ),
        (
            "vector_stores/ID/search",
            {"query": "x", "filters": {"type": "xx", "key": "a", "value": 1}},
            "filters.type",
            "'eq'",
        ),
        ("assistants", {**ASSISTANT, "tools": [{"type": "fly"}]}, "tools.0", "'file_search'"),
        ("assistants", {**ASSISTANT, "wings": 2}, "wings", "Unknown parameter"),
        ("assistants", {}, "model", "Missing required parameter"),
        ("chat/completions", {"model": "m", "messages": [{"role": "user"}]}, "messages.0.content",
         "Missing required parameter"),
    ],
)  # fmt: skip
async def test_the_wrong_field_is_named_as_it_was_sent(
    engine: Engine, path: str, body: dict[str, object], param: str, said: str
) -> None:
    async with httpx.AsyncClient(
        transport=InProcessTransport(engine.app), base_url="http://octavo/v1/"
    ) as http:
        answer = await http.post(path, json=body)
    error = answer.json()["error"]
    assert (answer.status_code, error["param"]) == (400, param), error
    assert said in error["message"]


async def test_an_upload_names_the_wrong_field_too(engine: Engine) -> None:
    async with httpx.AsyncClient(
        transport=InProcessTransport(engine.app), base_url="http://octavo/v1/"
    ) as http:
        answer = await http.post(
            "files", data={"purpose": "fun"}, files={"file": ("a.txt", b"text")}
        )
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, "purpose")
