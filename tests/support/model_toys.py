"""A worker in the place of a local model: it does what its file's name says, without a model."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from octavo.errors import ProviderError
from octavo.providers.local.inside import BEAT

TARGET = "support.model_toys:serve"


class Toys:
    def load(self, path: str, context: int, threads: int) -> None:
        self.name = Path(path).stem
        self.folder = Path(path).parent
        (self.folder / "loaded.json").write_text(json.dumps([context, threads]))
        if self.name == "damaged":
            raise ProviderError("The model “damaged” cannot be loaded.", part="model")

    def chat(self, body: str) -> Iterator[str]:
        asked = json.loads(body)
        (self.folder / "asked.json").write_text(body)
        if self.name == "dies":
            os.abort()
        if self.name == "too-small" and len(body) > 2500:
            yield json.dumps({"error": {"message": "it exceeds the available context size"}})
            return
        yield BEAT
        yield _event("The deposit amounts ")
        while self.name == "slow":  # until it is stopped
            threading.Event().wait(0.01)
            yield BEAT
        yield _event("to 2,400 euros [1].")
        yield _event(f" {len(asked['messages'])}" if self.name == "counts" else "", "stop")
        usage = {"prompt_tokens": 12, "completion_tokens": 3}
        yield json.dumps({"choices": [], "usage": usage})


def _event(text: str, reason: str | None = None) -> str:
    choice: dict[str, Any] = {"index": 0, "delta": {"content": text}, "finish_reason": reason}
    return json.dumps({"choices": [choice]})


def serve() -> Toys:
    return Toys()
