"""OGX as a process: a server of others with OpenAI's interfaces, over a model that is scripted."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

import judges
from support.embedding_host import EmbeddingServer
from support.model_server import Answer, ModelServer, Seen, says

_STARTS_WITHIN = 180.0
"""Seconds; it imports a great deal."""

DIMENSION = 48
"""Of the vectors that the scripted host makes."""


class Ogx:
    """A running OGX, and the host behind it that has the models ``tiny`` and ``words``.

    Args:
        server: The host behind it.

    Attributes:
        url: Its address with the version; empty before it runs.
        chats: What ``tiny`` answers, the last of which is repeated.
    """

    def __init__(self, server: ModelServer) -> None:
        self.server = server
        self.url = ""
        self.chats: list[Answer] = [says("Good ", "day.")]
        # OGX numbers anew what comes from behind it, in the order in which it comes.
        EmbeddingServer(server, DIMENSION).in_order = True
        (self._embed,) = server.script
        server.script = [self._answer]
        mine = {"object": "model", "created": 1, "owned_by": "tests"}
        server.models = [{"id": name, **mine} for name in ("tiny", "words")]

    @property
    def asked(self) -> list[Seen]:
        """The chats that came through to the host behind it."""
        return [one for one in self.server.seen if one.path.endswith("/chat/completions")]

    async def _answer(self, writer: asyncio.StreamWriter, seen: Seen) -> None:
        if seen.path.endswith("/embeddings"):
            await self._embed(writer, seen)
            return
        answer = self.chats.pop(0) if len(self.chats) > 1 else self.chats[0]
        await answer(writer, seen)


@contextlib.contextmanager
def ogx_server(server: ModelServer, folder: Path) -> Iterator[Ogx]:
    """Run OGX over the models ``tiny``, which writes, and ``words``, which makes vectors.

    Args:
        server: The host behind it.
        folder: Empty; all that it keeps and says goes there.

    Raises:
        SetupError: OGX cannot be had here.
        AssertionError: it did not start.
    """
    program, words = judges.ogx()
    port = _free_port()
    config = folder / "ogx.yaml"
    config.write_text(json.dumps(_config(server.url, folder, port)), encoding="utf-8")  # also YAML
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environ = {
        **kept,
        "TIKTOKEN_CACHE_DIR": str(words),
        "OGX_CONFIG_DIR": str(folder / "own"),
        "TMPDIR": str(folder),
    }
    said = folder / "ogx.log"
    with said.open("wb") as log:
        process = subprocess.Popen(
            [program, "run", config, "--insecure"],
            cwd=folder,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            made = Ogx(server)
            url = f"http://127.0.0.1:{port}/v1"
            _wait_until_it_answers(url, process, said)
            made.url = url
            yield made
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_it_answers(url: str, process: subprocess.Popen[bytes], said: Path) -> None:
    deadline = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"{url}/models", trust_env=False).status_code == httpx.codes.OK:
                return
        time.sleep(0.1)
    raise AssertionError(f"OGX did not start:\n{said.read_text(errors='replace')[-3000:]}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def _config(model: str, folder: Path, port: int) -> dict[str, Any]:
    def table(name: str) -> dict[str, Any]:
        return {"table_name": name, "backend": "sql_default"}

    writers = {"max_write_queue_size": 10_000, "num_writers": 4}

    def one(name: str, kind: str, **config: Any) -> list[dict[str, Any]]:
        return [{"provider_id": name, "provider_type": kind, "config": config}]

    return {
        "version": 2,
        "distro_name": "octavo",
        "apis": ["files", "file_processors", "inference", "responses", "tool_runtime", "vector_io"],
        "providers": {
            "inference": one("scripted", "remote::vllm", base_url=model, api_token="none"),
            "vector_io": one(
                "faiss",
                "inline::faiss",
                persistence={"namespace": "vector_io::faiss", "backend": "kv_default"},
            ),
            "files": one(
                "files",
                "inline::localfs",
                storage_dir=str(folder / "files"),
                metadata_store=table("files_metadata"),
            ),
            "file_processors": one("pypdf", "inline::pypdf"),
            "responses": one(
                "builtin",
                "inline::builtin",
                persistence={"responses": {**table("responses"), **writers}},
            ),
            "tool_runtime": one("file-search", "inline::file-search"),
        },
        "storage": {
            "backends": {
                "kv_default": {"type": "kv_sqlite", "db_path": str(folder / "keys.db")},
                "sql_default": {"type": "sql_sqlite", "db_path": str(folder / "tables.db")},
            },
            "stores": {
                "metadata": {"namespace": "registry", "backend": "kv_default"},
                "inference": {**table("inference_store"), **writers},
                "conversations": table("openai_conversations"),
                "prompts": table("prompts"),
                "connectors": table("connectors"),
            },
        },
        "registered_resources": {
            "models": [
                {
                    "model_id": "words",
                    "provider_id": "scripted",
                    "provider_model_id": "words",
                    "model_type": "embedding",
                    "metadata": {"embedding_dimension": DIMENSION},
                },
                {
                    "model_id": "tiny",
                    "provider_id": "scripted",
                    "provider_model_id": "tiny",
                    "model_type": "llm",
                    "metadata": {},
                },
            ],
        },
        "server": {"host": "127.0.0.1", "port": port},
        "vector_stores": {
            "default_provider_id": "faiss",
            "default_embedding_model": {"provider_id": "scripted", "model_id": "words"},
        },
    }
