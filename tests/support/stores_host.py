"""A host on this computer that keeps files and vector stores, and fails on demand.

It reads PDFs with pypdf, not as Octavo does, so that its passages differ in white space, and cuts
them with no regard for pages. What fits a question is what has most of its words.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import email
import io
import re
from collections.abc import AsyncIterator
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

import pypdf

from support.model_server import Answer, ModelServer, Seen, model_server, refuses, replies


@dataclasses.dataclass
class KeptFile:
    """A file at the host."""

    id: str
    name: str
    content: bytes
    purpose: str

    @property
    def shown(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "object": "file",
            "bytes": len(self.content),
            "created_at": 1_700_000_000,
            "filename": self.name,
            "purpose": self.purpose,
            "status": "processed",
        }


@dataclasses.dataclass
class KeptStore:
    """A vector store at the host; its files by their ids."""

    id: str
    name: str
    metadata: dict[str, str]
    files: dict[str, dict[str, Any]] = dataclasses.field(default_factory=dict)

    @property
    def shown(self) -> dict[str, Any]:
        counts = dict.fromkeys(("in_progress", "completed", "failed", "cancelled"), 0)
        return {
            "id": self.id,
            "object": "vector_store",
            "created_at": 1_700_000_000,
            "name": self.name,
            "usage_bytes": 0,
            "file_counts": {**counts, "completed": len(self.files), "total": len(self.files)},
            "status": "completed",
            "last_active_at": None,
            "metadata": self.metadata,
        }


class StoresServer:
    """Answers ``/files`` and ``/vector_stores``.

    Attributes:
        gate: Held while closed: uploads wait for it.
        faults: Answers in the place of the right one, by method and a pattern of the path; the
            first of a list, which is used up.
        looks: Times that a file is told to be in progress before it is ready.
        unreadable: Files with this in their names fail to be read.
        keeps: Whether deletions are confirmed, and not done.
        words_of_passage: How long the passages are.
        extra: Put behind each passage: what the local copy does not have.
        renames: ``files`` if passages name their files by other ids, ``all`` if they do not repeat
            what was sent along either.
    """

    def __init__(self, server: ModelServer) -> None:
        self.server = server
        self.gate = asyncio.Event()
        self.gate.set()
        self.faults: dict[tuple[str, str], list[Answer]] = {}
        self.looks = 0
        self.unreadable = ""
        self.keeps = False
        self.words_of_passage = 40
        self.extra = ""
        self.renames: Literal["", "files", "all"] = ""
        self.files: dict[str, KeptFile] = {}
        self.stores: dict[str, KeptStore] = {}
        self._made = 0
        server.models_answer = self._answer

    @property
    def url(self) -> str:
        return self.server.url

    def requests(self, method: str, pattern: str) -> list[Seen]:
        """Return the requests that came, by method and a pattern of the path behind ``/v1``."""
        return [
            one
            for one in self.server.others
            if one.method == method and re.fullmatch(pattern, _path(one))
        ]

    async def _answer(self, writer: asyncio.StreamWriter, seen: Seen) -> None:
        for (method, pattern), answers in self.faults.items():
            if answers and seen.method == method and re.fullmatch(pattern, _path(seen)):
                await answers.pop(0)(writer, seen)
                return
        if seen.method == "POST" and _path(seen) == "/files":
            await self.gate.wait()
        body = self._reply(seen)
        wrong = refuses(404, f"No such object: {_path(seen)}", "not_found")
        await (wrong if body is None else replies(200, body))(writer, seen)

    def _reply(self, seen: Seen) -> dict[str, Any] | None:
        family, *rest = _path(seen).strip("/").split("/")
        if family == "files":
            return self._of_files(seen, rest[0] if rest else "")
        if family == "models":
            return {"object": "list", "data": self.server.models}
        if not rest:
            return self._of_stores(seen)
        store = self.stores.get(rest[0])
        return None if store is None else self._of_store(store, seen, rest[1:])

    def _of_files(self, seen: Seen, one: str) -> dict[str, Any] | None:
        if not one:
            listed = [kept.shown for kept in self.files.values()]
            return self._keep(seen) if seen.method == "POST" else self._listed(listed, seen)
        file = self.files.get(one)
        if file is None or seen.method != "DELETE":
            return None if file is None else file.shown
        if not self.keeps:
            del self.files[one]
            for store in self.stores.values():
                store.files.pop(one, None)
        return {"id": one, "object": "file", "deleted": True}

    def _of_stores(self, seen: Seen) -> dict[str, Any]:
        if seen.method == "GET":
            return self._listed([one.shown for one in self.stores.values()], seen)
        made = KeptStore(self._id("vs"), seen.json["name"], seen.json["metadata"])
        self.stores[made.id] = made
        return made.shown

    def _of_store(self, store: KeptStore, seen: Seen, rest: list[str]) -> dict[str, Any] | None:
        if not rest:
            if seen.method == "GET":
                return store.shown
            if not self.keeps:
                del self.stores[store.id]
            return {"id": store.id, "object": "vector_store.deleted", "deleted": True}
        if rest == ["search"]:
            return self._search(store, seen.json)
        if seen.method == "POST":
            one = seen.json["file_id"]
            if one in self.files:
                store.files[one] = {**seen.json, "looks": self.looks + 1}
        else:
            one = rest[1]
        if one not in store.files:
            return None
        store.files[one]["looks"] -= 1
        return self._entry(store, one)

    def _entry(self, store: KeptStore, one: str) -> dict[str, Any]:
        kept = store.files[one]
        failed = bool(self.unreadable) and self.unreadable in self.files[one].name
        error = {"code": "invalid_file", "message": "The file could not be parsed."}
        status = "failed" if failed else "in_progress" if kept["looks"] > 0 else "completed"
        return {
            "id": one,
            "object": "vector_store.file",
            "usage_bytes": 1,
            "created_at": 1_700_000_000,
            "vector_store_id": store.id,
            "status": status,
            "last_error": error if failed else None,
            "chunking_strategy": kept["chunking_strategy"],
            "attributes": kept["attributes"],
        }

    def _keep(self, seen: Seen) -> dict[str, Any]:
        head = f"content-type: {seen.headers['content-type']}\r\n\r\n".encode()
        form = email.message_from_bytes(head + seen.body)
        parts = {
            str(part.get_param("name", header="content-disposition")): part
            for part in form.walk()
            if not part.is_multipart()
        }
        content, purpose = (parts[name].get_payload(decode=True) for name in ("file", "purpose"))
        assert isinstance(content, bytes)
        assert isinstance(purpose, bytes)
        name = str(parts["file"].get_filename())
        made = KeptFile(self._id("file"), name, content, purpose.decode())
        self.files[made.id] = made
        return made.shown

    def _listed(self, data: list[dict[str, Any]], seen: Seen) -> dict[str, Any]:
        query = parse_qs(urlsplit(seen.path).query)
        data.reverse()  # the newest first
        ids = [one["id"] for one in data]
        start = ids.index(query["after"][0]) + 1 if "after" in query else 0
        limit = int(query["limit"][0])
        shown = data[start : start + limit]
        return {
            "object": "list",
            "data": shown,
            "first_id": shown[0]["id"] if shown else "",
            "last_id": shown[-1]["id"] if shown else "",
            "has_more": len(data) > start + limit,
        }

    def _search(self, store: KeptStore, asked: dict[str, Any]) -> dict[str, Any]:
        wanted = set(re.findall(r"\w+", asked["query"].lower()))
        given = asked.get("filters")
        allowed = given and given["value"]
        found = []
        for one, kept in store.files.items():
            if kept["looks"] > 0 or (allowed and kept["attributes"]["octavo_file"] not in allowed):
                continue
            for text in self.passages(self.files[one]):
                there = set(re.findall(r"\w+", text.lower()))
                if wanted & there:
                    score = len(wanted & there) / len(wanted)
                    found.append(
                        {
                            "file_id": f"other-{one}" if self.renames else one,
                            "filename": self.files[one].name,
                            "score": score,
                            "attributes": {} if self.renames == "all" else kept["attributes"],
                            "content": [{"type": "text", "text": text + self.extra}],
                        }
                    )
        found.sort(key=lambda result: -result["score"])
        return {
            "object": "vector_store.search_results.page",
            "search_query": [asked["query"]],
            "data": found[: asked["max_num_results"]],
            "has_more": False,
            "next_page": None,
        }

    def passages(self, file: KeptFile) -> list[str]:
        """Return a file's text in pieces, as this host reads it."""
        if file.content.startswith(b"%PDF"):
            pages = pypdf.PdfReader(io.BytesIO(file.content)).pages
            text = "\n".join(page.extract_text() for page in pages)
        else:
            text = file.content.decode()
        pieces = text.split()
        size = self.words_of_passage
        return ["\n".join(pieces[at : at + size]) for at in range(0, len(pieces), size)]

    def _id(self, kind: str) -> str:
        self._made += 1
        return f"{kind}-{self._made}"


def _path(seen: Seen) -> str:
    return urlsplit(seen.path).path.removeprefix("/v1")


@contextlib.asynccontextmanager
async def stores_server() -> AsyncIterator[StoresServer]:
    """Serve on a free port until the block ends."""
    async with model_server() as server:
        yield StoresServer(server)
