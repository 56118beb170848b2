"""The local model's worker side: loads one model and streams its answers to chats.

Runs only in the worker process; xllamacpp is imported nowhere else. Its server wants to listen
somewhere: it gets a socket in a folder that only the owner can look into, and the folder is taken
away as soon as it listens, so that nobody can reach it but this process.
"""

from __future__ import annotations

import os
import queue
import secrets
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from octavo.errors import ProviderError
from octavo.words import later

BEAT = ""
"""Stands for “still at work” between the events of an answer."""

_BEAT_EVERY = 0.2
"""Seconds between two signs of life: so soon a stop is noticed, also before the first word."""

_BATCH = 128
"""Tokens that are read in one go; a stop is noticed between two."""


class Service:
    """What the worker process offers."""

    def __init__(self) -> None:
        self._server: Any = None

    def load(self, path: str, context: int, threads: int) -> None:
        """Load a model.

        Raises:
            ProviderError: it cannot be run.
        """
        # Threads that wait actively take the cores from other programs, and on busy cores from
        # each other. The variable is read when the library is loaded.
        os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
        import xllamacpp  # noqa: PLC0415 - only in the worker, and after the line above

        params = xllamacpp.CommonParams()
        params.model.path = path
        params.n_ctx = context
        params.n_parallel = 1
        params.n_batch = params.n_ubatch = _BATCH
        for cores in (params.cpuparams, params.cpuparams_batch):
            cores.n_threads = threads
            cores.poll = 0
        params.sampling.temp = 0.0  # what stands in passages is to be told, not varied
        params.cache_ram_mib = 0  # else up to 8 GB of earlier prompts are kept
        params.fit_params = params.warmup = params.ui = params.endpoint_slots = False
        params.offline = True
        params.verbosity = -1
        params.api_keys = [secrets.token_hex(32)]
        params.cors_origins = "null"
        with tempfile.TemporaryDirectory(prefix="octavo-model-") as folder:
            if sys.platform != "win32":
                params.hostnames = [str(Path(folder) / "s.sock")]
            try:
                self._server = xllamacpp.Server(params)
            except RuntimeError:
                raise ProviderError(
                    later("The model “{name}” cannot be loaded.", name=Path(path).name),
                    part="model",
                    hint=later(
                        "The file may be damaged, or of a kind that is not known here. Remove"
                        " the model and get it again, or choose another one."
                    ),
                ) from None

    def chat(self, body: str) -> Iterator[str]:
        """Yield the events of an answer as JSON, and ``BEAT`` while there is none.

        Args:
            body: A chat completion's request as JSON, to be streamed.
        """
        events: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
        stopped = threading.Event()

        def on_event(event: str) -> bool:
            events.put(event)
            return stopped.is_set()

        def ask() -> None:
            try:
                self._server.handle_chat_completions(body, on_event)
            except Exception as error:  # noqa: BLE001 - raised again below, where it is wanted
                events.put(error)
            else:
                events.put(None)

        threading.Thread(target=ask, daemon=True).start()
        try:
            while True:
                try:
                    event = events.get(timeout=_BEAT_EVERY)
                except queue.Empty:
                    yield BEAT
                    continue
                if event is None:
                    return
                if isinstance(event, BaseException):
                    raise event
                yield event
        finally:
            stopped.set()


def serve() -> Service:
    """Make the worker's methods; called once in the child process."""
    return Service()
