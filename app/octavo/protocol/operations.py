"""All operations in one table: the client's name, the interface's, the address, what it carries.

What the client offers, what the engine answers, the OpenAPI description and the table in the
client's README are each checked against it. An operation is one line; a helper is a method of the
client that is made of other operations and has no address of its own.
"""

from __future__ import annotations

import dataclasses
from typing import Literal

from octavo.protocol import assistants as a
from octavo.protocol import completions as c
from octavo.protocol import files as f
from octavo.protocol import messages as m
from octavo.protocol import runs as r
from octavo.protocol import threads as t
from octavo.protocol import vector_stores as v
from octavo.protocol.base import Reply, Request
from octavo.protocol.description import Description
from octavo.protocol.embeddings import ChooseEmbedderRequest, StoreEmbeddingObject
from octavo.protocol.everything import FoundEverything, SearchEverythingRequest
from octavo.protocol.hosting import HostedFilesObject, HostStoreRequest, StoreHostingObject
from octavo.protocol.insight import (
    CompareFilesRequest,
    FilesComparison,
    FileSummary,
    PagePlace,
    PlaceQuery,
    SummaryQuery,
)
from octavo.protocol.models import ModelList, ModelObject
from octavo.protocol.pages import FilePages, FilePagesQuery
from octavo.protocol.paging import (
    Deleted,
    FileListQuery,
    ListPage,
    ListQuery,
    MessageListQuery,
    StoreFileListQuery,
)
from octavo.protocol.reading import PauseRequest, ReadingObject
from octavo.protocol.reports import FileReport
from octavo.protocol.search import (
    INCLUDE_RECTS,
    FileContentPage,
    FileContentQuery,
    SearchResultsPage,
    SearchVectorStoreRequest,
)
from octavo.protocol.steps import INCLUDE_RESULTS, RunStepObject
from octavo.protocol.usage import UsageObject, UsageQuery
from octavo.protocol.written_summaries import (
    WriteSummaryRequest,
    WrittenSummary,
    WrittenSummaryQuery,
)

Method = Literal["GET", "POST", "DELETE"]


@dataclasses.dataclass(frozen=True, slots=True)
class Operation:
    """One operation that has an address.

    Args:
        name: The client's coroutine method, or for streams and downloads its context manager.
        method, path: Its address; ids are in braces.
        reply: What it answers with; None if that is a file's content or only events.
        request: Its body, if it takes one.
        query: What may stand in its query, if anything.
        include: What ``include[]`` may name.
        streamed_by: The client's method that follows its events, if it can answer with them.
        form: Whether the body is an upload, which has no model.
        ours: Whether it is Octavo's own, which the interface does not name.
    """

    name: str
    method: Method
    path: str
    reply: type[Reply] | None
    request: type[Request] | None = None
    query: type[Request] | None = None
    include: tuple[str, ...] = ()
    streamed_by: str | None = None
    form: bool = False
    ours: bool = False

    @property
    def interface(self) -> str | None:
        """What the interface calls it, if it does."""
        return None if self.ours else _interface_name(self.name)


@dataclasses.dataclass(frozen=True, slots=True)
class Helper:
    """One operation of the interface that is made of others.

    Args:
        name: The client's coroutine method.
        uses: The operations that it is made of.
    """

    name: str
    uses: tuple[str, ...]

    @property
    def interface(self) -> str:
        """What the interface calls it."""
        return _interface_name(self.name)


def _interface_name(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_")) + "Async"


_INCLUDE = (INCLUDE_RESULTS,)

_A = "/assistants"
_A1 = "/assistants/{assistant_id}"
_T = "/threads"
_T1 = "/threads/{thread_id}"
_M = "/threads/{thread_id}/messages"
_M1 = "/threads/{thread_id}/messages/{message_id}"
_R = "/threads/{thread_id}/runs"
_R1 = "/threads/{thread_id}/runs/{run_id}"
_F = "/files"
_F1 = "/files/{file_id}"
_V = "/vector_stores"
_V1 = "/vector_stores/{vector_store_id}"
_VF = "/vector_stores/{vector_store_id}/files"
_VF1 = "/vector_stores/{vector_store_id}/files/{file_id}"
_B = "/vector_stores/{vector_store_id}/file_batches"
_B1 = "/vector_stores/{vector_store_id}/file_batches/{batch_id}"
_VO = "/octavo/vector_stores/{vector_store_id}"
_P1 = "/octavo/files/{file_id}/place"

_O = Operation

# fmt: off
FAMILIES: dict[str, tuple[Operation | Helper, ...]] = {
    "Assistants": (
        _O("create_assistant", "POST", _A, a.AssistantObject, a.CreateAssistantRequest),
        _O("get_assistant", "GET", _A1, a.AssistantObject),
        _O("get_assistants", "GET", _A, ListPage[a.AssistantObject], query=ListQuery),
        _O("modify_assistant", "POST", _A1, a.AssistantObject, a.ModifyAssistantRequest),
        _O("delete_assistant", "DELETE", _A1, Deleted),
    ),
    "Threads": (
        _O("create_thread", "POST", _T, t.ThreadObject, t.CreateThreadRequest),
        _O("get_thread", "GET", _T1, t.ThreadObject),
        _O("modify_thread", "POST", _T1, t.ThreadObject, t.ModifyThreadRequest),
        _O("delete_thread", "DELETE", _T1, Deleted),
        _O("list_threads", "GET", _T, ListPage[t.ThreadObject], query=ListQuery, ours=True),
        _O("copy_thread", "POST", _T1 + "/copy", t.ThreadObject, t.CopyThreadRequest, ours=True),
    ),
    "Messages": (
        _O("create_thread_message", "POST", _M, m.MessageObject, m.CreateMessageRequest),
        _O("get_thread_message", "GET", _M1, m.MessageObject),
        _O("get_thread_messages", "GET", _M, ListPage[m.MessageObject], query=MessageListQuery),
        _O("modify_thread_message", "POST", _M1, m.MessageObject, m.ModifyMessageRequest),
        _O("delete_thread_message", "DELETE", _M1, Deleted),
        Helper("wait_for_thread_message_to_complete", ("get_thread_message",)),
        Helper("wait_for_assistant_message", ("get_thread_messages",)),
    ),
    "Runs": (
        _O("create_run", "POST", _R, r.RunObject, r.CreateRunRequest, include=_INCLUDE,
           streamed_by="stream_run"),
        _O("create_thread_and_run", "POST", "/threads/runs", r.RunObject,
           r.CreateThreadAndRunRequest, include=_INCLUDE, streamed_by="stream_thread_and_run"),
        _O("get_run", "GET", _R1, r.RunObject),
        _O("get_runs", "GET", _R, ListPage[r.RunObject], query=ListQuery),
        _O("modify_run", "POST", _R1, r.RunObject, r.ModifyRunRequest),
        _O("cancel_run", "POST", _R1 + "/cancel", r.RunObject),
        _O("submit_tool_outputs", "POST", _R1 + "/submit_tool_outputs", r.RunObject,
           r.SubmitToolOutputsRequest, include=_INCLUDE, streamed_by="stream_tool_outputs",
           ours=True),
        _O("follow_run", "GET", _R1 + "/events", None, include=_INCLUDE,
           streamed_by="follow_run", ours=True),
        _O("get_usage", "GET", "/octavo/usage", UsageObject, query=UsageQuery, ours=True),
        Helper("wait_for_run_to_complete", ("get_run",)),
        Helper("run_and_get_assistant_response", ("create_run", "get_run", "get_thread_messages")),
    ),
    "Run steps": (
        _O("get_run_step", "GET", _R1 + "/steps/{step_id}", RunStepObject, include=_INCLUDE),
        _O("get_run_steps", "GET", _R1 + "/steps", ListPage[RunStepObject], query=ListQuery,
           include=_INCLUDE),
    ),
    "Files": (
        _O("upload_file", "POST", _F, f.FileObject, form=True),
        _O("get_file", "GET", _F1, f.FileObject),
        _O("get_files", "GET", _F, ListPage[f.FileObject], query=FileListQuery),
        _O("delete_file", "DELETE", _F1, Deleted),
        _O("file_content", "GET", _F1 + "/content", None, ours=True),
        _O("unlock_file", "POST", "/octavo/files/{file_id}/password", f.FileObject,
           f.UnlockFileRequest, ours=True),
        _O("get_file_report", "GET", "/octavo/files/{file_id}/report", FileReport, ours=True),
        _O("get_file_pages", "GET", "/octavo/files/{file_id}/pages", FilePages,
           query=FilePagesQuery, ours=True),
    ),
    "Vector stores": (
        _O("create_vector_store", "POST", _V, v.VectorStoreObject, v.CreateVectorStoreRequest),
        _O("get_vector_store", "GET", _V1, v.VectorStoreObject),
        _O("get_vector_stores", "GET", _V, ListPage[v.VectorStoreObject], query=ListQuery),
        _O("modify_vector_store", "POST", _V1, v.VectorStoreObject, v.ModifyVectorStoreRequest),
        _O("delete_vector_store", "DELETE", _V1, Deleted),
        _O("search_vector_store", "POST", _V1 + "/search", SearchResultsPage,
           SearchVectorStoreRequest, ours=True),
        Helper("wait_for_vector_store_to_complete", ("get_vector_store",)),
        Helper("create_vector_store_and_wait_to_complete",
               ("create_vector_store", "get_vector_store")),
    ),
    "Files of vector stores": (
        _O("create_vector_store_file", "POST", _VF, v.VectorStoreFileObject,
           v.CreateVectorStoreFileRequest),
        _O("get_vector_store_file", "GET", _VF1, v.VectorStoreFileObject),
        _O("get_vector_store_files", "GET", _VF, ListPage[v.VectorStoreFileObject],
           query=StoreFileListQuery),
        _O("delete_vector_store_file", "DELETE", _VF1, Deleted),
        _O("modify_vector_store_file", "POST", _VF1, v.VectorStoreFileObject,
           v.ModifyVectorStoreFileRequest, ours=True),
        _O("get_vector_store_file_content", "GET", _VF1 + "/content", FileContentPage,
           query=FileContentQuery, include=(INCLUDE_RECTS,), ours=True),
        _O("pause_vector_store_file", "POST", _VO + "/files/{file_id}/pause",
           v.VectorStoreFileObject, PauseRequest, ours=True),
        _O("get_reading", "GET", "/octavo/reading", ReadingObject, ours=True),
        _O("pause_reading", "POST", "/octavo/reading", ReadingObject, PauseRequest, ours=True),
        Helper("wait_for_vector_store_file_to_complete", ("get_vector_store_file",)),
    ),
    "File batches": (
        _O("create_vector_store_file_batch", "POST", _B, v.VectorStoreFileBatchObject,
           v.CreateVectorStoreFileBatchRequest),
        _O("get_vector_store_file_batch", "GET", _B1, v.VectorStoreFileBatchObject),
        _O("get_vector_store_file_batch_files", "GET", _B1 + "/files",
           ListPage[v.VectorStoreFileObject], query=StoreFileListQuery),
        _O("cancel_vector_store_file_batch", "POST", _B1 + "/cancel", v.VectorStoreFileBatchObject),
    ),
    "Chat completions": (
        _O("create_completion", "POST", "/chat/completions", c.CompletionObject,
           c.CreateCompletionRequest, streamed_by="stream_completion"),
    ),
    "Models and description": (
        _O("list_models", "GET", "/models", ModelList, ours=True),
        _O("get_model", "GET", "/models/{model_id}", ModelObject, ours=True),
        _O("get_openapi", "GET", "/openapi.json", Description, ours=True),
    ),
    "Search and insight": (
        _O("search_everything", "POST", "/octavo/search", FoundEverything,
           SearchEverythingRequest, ours=True),
        _O("get_page_place", "GET", _P1, PagePlace,
           query=PlaceQuery, ours=True),
        _O("get_file_summary", "GET", _VO + "/files/{file_id}/summary", FileSummary,
           query=SummaryQuery, ours=True),
        _O("get_written_summary", "GET", _VO + "/files/{file_id}/written_summary",
           WrittenSummary, query=WrittenSummaryQuery, ours=True),
        _O("write_file_summary", "POST", _VO + "/files/{file_id}/written_summary",
           WrittenSummary, WriteSummaryRequest, streamed_by="stream_file_summary", ours=True),
        _O("get_vector_store_embedding", "GET", _VO + "/embedding", StoreEmbeddingObject,
           ours=True),
        _O("choose_vector_store_embedder", "POST", _VO + "/embedding", StoreEmbeddingObject,
           ChooseEmbedderRequest, ours=True),
        _O("get_vector_store_hosting", "GET", _VO + "/hosting", StoreHostingObject, ours=True),
        _O("host_vector_store", "POST", _VO + "/hosting", StoreHostingObject, HostStoreRequest,
           ours=True),
        _O("list_hosted_files", "GET", "/octavo/hosted_files", HostedFilesObject, ours=True),
        _O("compare_files", "POST", _VO + "/comparison", FilesComparison, CompareFilesRequest,
           ours=True),
    ),
}
# fmt: on

OPERATIONS: tuple[Operation, ...] = tuple(
    entry for family in FAMILIES.values() for entry in family if isinstance(entry, Operation)
)
"""All that have an address."""

HELPERS: tuple[Helper, ...] = tuple(
    entry for family in FAMILIES.values() for entry in family if isinstance(entry, Helper)
)
