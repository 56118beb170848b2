"""Small model files that say true or false things about themselves; none of them can be run."""

from __future__ import annotations

import struct
from pathlib import Path

FACTS: dict[str, str | int | list[int]] = {
    "general.architecture": "tiny",
    "general.name": "Tiny",
    "general.license": "mit",
    "tiny.context_length": 4096,
    "tiny.embedding_length": 64,
    "tiny.block_count": 2,
    "tiny.attention.head_count": 4,
    "tiny.attention.head_count_kv": 2,
    "tokenizer.ggml.scores": [1, 2, 3],
    "tokenizer.chat_template": "{{ messages }}",
}


def gguf_bytes(*, weights: int = 1000, version: int = 3, **changes: str | int | None) -> bytes:
    """Return a model file; a change names a field with ``__`` for dots, None leaves it out."""
    fields = FACTS | {name.replace("__", "."): value for name, value in changes.items()}
    given = {name: value for name, value in fields.items() if value is not None}
    out = b"GGUF" + struct.pack("<IQQ", version, 0, len(given))
    for name, value in given.items():
        out += _text(name)
        if isinstance(value, str):
            out += struct.pack("<I", 8) + _text(value)
        elif isinstance(value, int):
            out += struct.pack("<II", 4, value)
        else:
            out += struct.pack("<IIQ", 9, 5, len(value))
            out += struct.pack(f"<{len(value)}i", *value)
    # No two pieces of it are the same, so a piece in the wrong place is noticed.
    return out + b"".join(struct.pack("<Q", i) for i in range(weights))


def make_gguf(path: Path, **changes: str | int | None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gguf_bytes(**changes))  # type: ignore[arg-type]
    return path


def _text(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<Q", len(data)) + data
