"""A request with every field for each call of the interface, for judges of what is sent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from octavo.client import Client
from octavo.protocol.assistants import CreateAssistantRequest, ModifyAssistantRequest
from octavo.protocol.base import Request
from octavo.protocol.completions import CreateCompletionRequest
from octavo.protocol.files import FileExpiration
from octavo.protocol.messages import CreateMessageRequest, ModifyMessageRequest
from octavo.protocol.runs import (
    CreateRunRequest,
    CreateThreadAndRunRequest,
    ModifyRunRequest,
    SubmitToolOutputsRequest,
)
from octavo.protocol.search import SearchVectorStoreRequest
from octavo.protocol.steps import INCLUDE_RESULTS
from octavo.protocol.threads import CreateThreadRequest, ModifyThreadRequest
from octavo.protocol.vector_stores import (
    CreateVectorStoreFileBatchRequest,
    CreateVectorStoreFileRequest,
    CreateVectorStoreRequest,
    ModifyVectorStoreFileRequest,
    ModifyVectorStoreRequest,
)

Call = Callable[[Client], Awaitable[Any]]

METADATA = {"key": "value"}
ATTRIBUTES = {"words": "some", "number": 1.5, "truth": True}
PAGE: Any = {"limit": 7, "order": "asc", "after": "a", "before": "b"}
STATIC = {
    "type": "static",
    "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400},
}
TOOLS = [
    {"type": "code_interpreter"},
    {
        "type": "file_search",
        "file_search": {
            "max_num_results": 20,
            "ranking_options": {"ranker": "auto", "score_threshold": 0.5},
        },
    },
    {
        "type": "function",
        "function": {
            "name": "look",
            "description": "Looks.",
            "parameters": {"type": "object", "properties": {}},
            "strict": True,
        },
    },
]
RESOURCES = {
    "code_interpreter": {"file_ids": ["file-1"]},
    "file_search": {"vector_store_ids": ["vs_1"]},
}
NEW_STORES = {
    "code_interpreter": {"file_ids": ["file-1"]},
    "file_search": {
        "vector_stores": [
            {"file_ids": ["file-1"], "chunking_strategy": STATIC, "metadata": METADATA}
        ]
    },
}
JSON_FORMAT = {
    "type": "json_schema",
    "json_schema": {
        "name": "answer",
        "description": "An answer.",
        "schema": {"type": "object"},
        "strict": True,
    },
}
MESSAGE = {
    "role": "user",
    "content": [
        {"type": "text", "text": "Look."},
        {"type": "image_file", "image_file": {"file_id": "file-1", "detail": "low"}},
        {"type": "image_url", "image_url": {"url": "https://a.example/b.png", "detail": "auto"}},
    ],
    "attachments": [
        {"file_id": "file-1", "tools": [{"type": "file_search"}, {"type": "code_interpreter"}]}
    ],
    "metadata": METADATA,
}
ASSISTANT = {
    "model": "m",
    "name": "n",
    "description": "d",
    "instructions": "i",
    "reasoning_effort": "low",
    "tools": TOOLS,
    "metadata": METADATA,
    "temperature": 1.0,
    "top_p": 0.5,
    "response_format": JSON_FORMAT,
}
RUN = {
    "assistant_id": "asst_1",
    "model": "m",
    "instructions": "i",
    "tools": TOOLS,
    "metadata": METADATA,
    "temperature": 1.0,
    "top_p": 0.5,
    "stream": False,
    "max_prompt_tokens": 256,
    "max_completion_tokens": 256,
    "truncation_strategy": {"type": "last_messages", "last_messages": 3},
    "tool_choice": {"type": "function", "function": {"name": "look"}},
    "parallel_tool_calls": False,
    "response_format": JSON_FORMAT,
}
THREAD = {"messages": [MESSAGE], "tool_resources": NEW_STORES, "metadata": METADATA}

CREATE_ASSISTANT = CreateAssistantRequest.model_validate(
    {**ASSISTANT, "tool_resources": NEW_STORES}
)
MODIFY_ASSISTANT = ModifyAssistantRequest.model_validate({**ASSISTANT, "tool_resources": RESOURCES})
CREATE_THREAD = CreateThreadRequest.model_validate(THREAD)
MODIFY_THREAD = ModifyThreadRequest.model_validate(
    {"tool_resources": RESOURCES, "metadata": METADATA}
)
CREATE_MESSAGE = CreateMessageRequest.model_validate(MESSAGE)
MODIFY_MESSAGE = ModifyMessageRequest(metadata=METADATA)
CREATE_RUN = CreateRunRequest.model_validate(
    {
        **RUN,
        "reasoning_effort": "high",
        "additional_instructions": "Briefly.",
        "additional_messages": [MESSAGE],
    }
)
CREATE_THREAD_AND_RUN = CreateThreadAndRunRequest.model_validate(
    {**RUN, "thread": THREAD, "tool_resources": RESOURCES}
)
MODIFY_RUN = ModifyRunRequest(metadata=METADATA)
TOOL_OUTPUTS = SubmitToolOutputsRequest.model_validate(
    {"tool_outputs": [{"tool_call_id": "call_1", "output": "o"}], "stream": False}
)
CREATE_STORE = CreateVectorStoreRequest.model_validate(
    {
        "file_ids": ["file-1"],
        "name": "n",
        "description": "d",
        "expires_after": {"anchor": "last_active_at", "days": 7},
        "chunking_strategy": STATIC,
        "metadata": METADATA,
    }
)
MODIFY_STORE = ModifyVectorStoreRequest.model_validate(
    {
        "name": "n",
        "expires_after": {"anchor": "last_active_at", "days": 7},
        "metadata": METADATA,
    }
)
CREATE_STORE_FILE = CreateVectorStoreFileRequest.model_validate(
    {"file_id": "file-1", "chunking_strategy": STATIC, "attributes": ATTRIBUTES}
)
CREATE_BATCH = CreateVectorStoreFileBatchRequest.model_validate(
    {"file_ids": ["file-1"], "chunking_strategy": STATIC, "attributes": ATTRIBUTES}
)
BATCH_OF_FILES = CreateVectorStoreFileBatchRequest(files=[CREATE_STORE_FILE])

MODIFY_STORE_FILE = ModifyVectorStoreFileRequest(attributes=ATTRIBUTES)
COMPARISON = {"type": "in", "key": "year", "value": [2025, 2026]}
SEARCH = SearchVectorStoreRequest.model_validate(
    {
        "query": ["keys", "doors"],
        "rewrite_query": True,
        "max_num_results": 20,
        "filters": COMPARISON,
        "ranking_options": {"ranker": "auto", "score_threshold": 0.5},
    }
)
GROUPED_SEARCH = SearchVectorStoreRequest.model_validate(
    {"query": "keys", "filters": {"type": "and", "filters": [COMPARISON]}}
)

COMPLETION = CreateCompletionRequest.model_validate(
    {
        "model": "m",
        "messages": [
            {"role": "developer", "content": "Be brief.", "name": "d"},
            {"role": "system", "content": [{"type": "text", "text": "Be kind."}]},
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "Look."},
                    {
                        "type": "image_url",
                        "image_url": {"url": "https://a.example/b.png", "detail": "low"},
                    },
                    {"type": "input_audio", "input_audio": {"data": "AAAA", "format": "wav"}},
                    {"type": "file", "file": {"file_id": "file-1"}},
                ],
                "name": "u",
            },
            {
                "role": "assistant",
                "content": None,
                "tool_calls": [
                    {
                        "id": "call_1",
                        "type": "function",
                        "function": {"name": "look", "arguments": "{}"},
                    }
                ],
            },
            {"role": "tool", "tool_call_id": "call_1", "content": "Seen."},
        ],
        "metadata": METADATA,
        "temperature": 1.0,
        "top_p": 0.5,
        "user": "u",
        "safety_identifier": "s",
        "prompt_cache_key": "k",
        "prompt_cache_retention": "24h",
        "service_tier": "auto",
        "modalities": ["text", "audio"],
        "verbosity": "low",
        "reasoning_effort": "low",
        "max_completion_tokens": 256,
        "max_tokens": 256,
        "frequency_penalty": 0.5,
        "presence_penalty": -0.5,
        "web_search_options": {"search_context_size": "low"},
        "response_format": JSON_FORMAT,
        "audio": {"voice": "alloy", "format": "wav"},
        "store": False,
        "stream": True,
        "stream_options": {"include_usage": True, "include_obfuscation": False},
        "stop": ["a", "b"],
        "logit_bias": {"1": -100},
        "logprobs": True,
        "top_logprobs": 5,
        "n": 2,
        "prediction": {"type": "content", "content": "Seen."},
        "seed": 7,
        "tools": [TOOLS[2]],
        "tool_choice": {"type": "function", "function": {"name": "look"}},
        "parallel_tool_calls": False,
        "function_call": {"name": "look"},
        "functions": [{"name": "look", "description": "Looks.", "parameters": {}}],
    }
)

WHOLE: tuple[Request, ...] = (
    CREATE_ASSISTANT,
    MODIFY_ASSISTANT,
    CREATE_THREAD,
    MODIFY_THREAD,
    CREATE_MESSAGE,
    MODIFY_MESSAGE,
    CREATE_RUN,
    CREATE_THREAD_AND_RUN,
    MODIFY_RUN,
    TOOL_OUTPUTS,
    CREATE_STORE,
    MODIFY_STORE,
    CREATE_STORE_FILE,
    MODIFY_STORE_FILE,
    SEARCH,
    COMPLETION,
)
"""Requests in which every field is set; a batch has ``file_ids`` or ``files``, never both."""


def _upload(client: Client) -> Awaitable[Any]:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"%PDF-"
        yield b"1.7"

    return client.upload_file(
        pieces(),
        filename="a.pdf",
        purpose="assistants",
        expires_after=FileExpiration(anchor="created_at", seconds=3600),
    )


def _begun(context: Callable[[Client], AbstractAsyncContextManager[Any]]) -> Call:
    """Make a call of a stream or download that is left when it has begun."""

    async def call(client: Client) -> None:
        async with context(client):
            return

    return call


CALLS: dict[str, tuple[str, Call]] = {
    "create_assistant": ("/assistants", lambda c: c.create_assistant(CREATE_ASSISTANT)),
    "get_assistant": ("/assistants/{assistant_id}", lambda c: c.get_assistant("asst_1")),
    "get_assistants": ("/assistants", lambda c: c.get_assistants(**PAGE)),
    "modify_assistant": (
        "/assistants/{assistant_id}",
        lambda c: c.modify_assistant("asst_1", MODIFY_ASSISTANT),
    ),
    "delete_assistant": ("/assistants/{assistant_id}", lambda c: c.delete_assistant("asst_1")),
    "create_thread": ("/threads", lambda c: c.create_thread(CREATE_THREAD)),
    "get_thread": ("/threads/{thread_id}", lambda c: c.get_thread("thread_1")),
    "modify_thread": (
        "/threads/{thread_id}",
        lambda c: c.modify_thread("thread_1", MODIFY_THREAD),
    ),
    "delete_thread": ("/threads/{thread_id}", lambda c: c.delete_thread("thread_1")),
    "create_thread_message": (
        "/threads/{thread_id}/messages",
        lambda c: c.create_thread_message("thread_1", CREATE_MESSAGE),
    ),
    "get_thread_message": (
        "/threads/{thread_id}/messages/{message_id}",
        lambda c: c.get_thread_message("thread_1", "msg_1"),
    ),
    "get_thread_messages": (
        "/threads/{thread_id}/messages",
        lambda c: c.get_thread_messages("thread_1", run_id="run_1", **PAGE),
    ),
    "modify_thread_message": (
        "/threads/{thread_id}/messages/{message_id}",
        lambda c: c.modify_thread_message("thread_1", "msg_1", MODIFY_MESSAGE),
    ),
    "delete_thread_message": (
        "/threads/{thread_id}/messages/{message_id}",
        lambda c: c.delete_thread_message("thread_1", "msg_1"),
    ),
    "create_run": (
        "/threads/{thread_id}/runs",
        lambda c: c.create_run("thread_1", CREATE_RUN, include=[INCLUDE_RESULTS]),
    ),
    "stream_run": (
        "/threads/{thread_id}/runs",
        _begun(lambda c: c.stream_run("thread_1", CREATE_RUN, include=[INCLUDE_RESULTS])),
    ),
    "create_thread_and_run": (
        "/threads/runs",
        lambda c: c.create_thread_and_run(CREATE_THREAD_AND_RUN),
    ),
    "stream_thread_and_run": (
        "/threads/runs",
        _begun(lambda c: c.stream_thread_and_run(CREATE_THREAD_AND_RUN)),
    ),
    "get_run": ("/threads/{thread_id}/runs/{run_id}", lambda c: c.get_run("thread_1", "run_1")),
    "get_runs": ("/threads/{thread_id}/runs", lambda c: c.get_runs("thread_1", **PAGE)),
    "modify_run": (
        "/threads/{thread_id}/runs/{run_id}",
        lambda c: c.modify_run("thread_1", "run_1", MODIFY_RUN),
    ),
    "cancel_run": (
        "/threads/{thread_id}/runs/{run_id}/cancel",
        lambda c: c.cancel_run("thread_1", "run_1"),
    ),
    "submit_tool_outputs": (
        "/threads/{thread_id}/runs/{run_id}/submit_tool_outputs",
        lambda c: c.submit_tool_outputs("thread_1", "run_1", TOOL_OUTPUTS),
    ),
    "stream_tool_outputs": (
        "/threads/{thread_id}/runs/{run_id}/submit_tool_outputs",
        _begun(lambda c: c.stream_tool_outputs("thread_1", "run_1", TOOL_OUTPUTS)),
    ),
    "get_run_step": (
        "/threads/{thread_id}/runs/{run_id}/steps/{step_id}",
        lambda c: c.get_run_step("thread_1", "run_1", "step_1", include=[INCLUDE_RESULTS]),
    ),
    "get_run_steps": (
        "/threads/{thread_id}/runs/{run_id}/steps",
        lambda c: c.get_run_steps("thread_1", "run_1", include=[INCLUDE_RESULTS], **PAGE),
    ),
    "upload_file": ("/files", _upload),
    "get_file": ("/files/{file_id}", lambda c: c.get_file("file-1")),
    "get_files": (
        "/files",
        lambda c: c.get_files(purpose="vision", limit=10_000, order="desc", after="a"),
    ),
    "file_content": ("/files/{file_id}/content", _begun(lambda c: c.file_content("file-1"))),
    "delete_file": ("/files/{file_id}", lambda c: c.delete_file("file-1")),
    "create_vector_store": ("/vector_stores", lambda c: c.create_vector_store(CREATE_STORE)),
    "get_vector_store": (
        "/vector_stores/{vector_store_id}",
        lambda c: c.get_vector_store("vs_1"),
    ),
    "get_vector_stores": ("/vector_stores", lambda c: c.get_vector_stores(**PAGE)),
    "modify_vector_store": (
        "/vector_stores/{vector_store_id}",
        lambda c: c.modify_vector_store("vs_1", MODIFY_STORE),
    ),
    "delete_vector_store": (
        "/vector_stores/{vector_store_id}",
        lambda c: c.delete_vector_store("vs_1"),
    ),
    "search_vector_store": (
        "/vector_stores/{vector_store_id}/search",
        lambda c: c.search_vector_store("vs_1", SEARCH),
    ),
    "search_vector_store with a group": (
        "/vector_stores/{vector_store_id}/search",
        lambda c: c.search_vector_store("vs_1", GROUPED_SEARCH),
    ),
    "create_vector_store_file": (
        "/vector_stores/{vector_store_id}/files",
        lambda c: c.create_vector_store_file("vs_1", CREATE_STORE_FILE),
    ),
    "get_vector_store_file": (
        "/vector_stores/{vector_store_id}/files/{file_id}",
        lambda c: c.get_vector_store_file("vs_1", "file-1"),
    ),
    "get_vector_store_files": (
        "/vector_stores/{vector_store_id}/files",
        lambda c: c.get_vector_store_files("vs_1", filter="failed", **PAGE),
    ),
    "modify_vector_store_file": (
        "/vector_stores/{vector_store_id}/files/{file_id}",
        lambda c: c.modify_vector_store_file("vs_1", "file-1", MODIFY_STORE_FILE),
    ),
    "get_vector_store_file_content": (
        "/vector_stores/{vector_store_id}/files/{file_id}/content",
        lambda c: c.get_vector_store_file_content("vs_1", "file-1"),
    ),
    "delete_vector_store_file": (
        "/vector_stores/{vector_store_id}/files/{file_id}",
        lambda c: c.delete_vector_store_file("vs_1", "file-1"),
    ),
    "create_vector_store_file_batch": (
        "/vector_stores/{vector_store_id}/file_batches",
        lambda c: c.create_vector_store_file_batch("vs_1", CREATE_BATCH),
    ),
    "create_vector_store_file_batch of files": (
        "/vector_stores/{vector_store_id}/file_batches",
        lambda c: c.create_vector_store_file_batch("vs_1", BATCH_OF_FILES),
    ),
    "get_vector_store_file_batch": (
        "/vector_stores/{vector_store_id}/file_batches/{batch_id}",
        lambda c: c.get_vector_store_file_batch("vs_1", "vsfb_1"),
    ),
    "get_vector_store_file_batch_files": (
        "/vector_stores/{vector_store_id}/file_batches/{batch_id}/files",
        lambda c: c.get_vector_store_file_batch_files("vs_1", "vsfb_1", filter="completed", **PAGE),
    ),
    "cancel_vector_store_file_batch": (
        "/vector_stores/{vector_store_id}/file_batches/{batch_id}/cancel",
        lambda c: c.cancel_vector_store_file_batch("vs_1", "vsfb_1"),
    ),
    "create_completion": ("/chat/completions", lambda c: c.create_completion(COMPLETION)),
    "stream_completion": (
        "/chat/completions",
        _begun(lambda c: c.stream_completion(COMPLETION)),
    ),
    "list_models": ("/models", lambda c: c.list_models()),
    "get_model": ("/models/{model}", lambda c: c.get_model("m")),
}
"""Each call by its name: the path in the published document, and the call itself."""

NEWER = {"CreateCompletionRequest": {"moderation", "prompt_cache_options"}}
"""Fields that the interface has and the judging version of the document does not have yet."""
