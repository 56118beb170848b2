"""Reads what a GGUF file says about itself: enough to tell whether and how it can be run.

Only the header is read, never the weights, and a file that lies about its lengths costs nothing:
each is checked against the file before anything is taken in. The format is described in
https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import dataclasses
import struct
from pathlib import Path
from typing import Any, BinaryIO

from octavo.errors import InputError
from octavo.words import later

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_MOST_FIELDS = 4096
_LONGEST_TEXT = 4 << 20
_LONGEST_LIST = 4 << 20
_TEXT, _LIST = 8, 9
_NUMBERS = {
    0: "<B",
    1: "<b",
    2: "<H",
    3: "<h",
    4: "<I",
    5: "<i",
    6: "<f",
    7: "<?",
    10: "<Q",
    11: "<q",
    12: "<d",
}
_PLAIN_CACHE_BYTES = 2
"""Of a number in the cache of keys and values, which is held in half precision."""


@dataclasses.dataclass(frozen=True, slots=True)
class GgufFacts:
    """What a model file says about itself.

    Args:
        architecture: Such as ``qwen2``.
        title: Its name for people; empty if it has none.
        licence: Such as ``apache-2.0``; empty if it names none.
        context_tokens: That it was trained to read and write in one go.
        cache_bytes: Of keys and values for each token of context.
        chats: Whether it says how a chat is put to it.
        size: Bytes of the file.
    """

    architecture: str
    title: str
    licence: str
    context_tokens: int
    cache_bytes: int
    chats: bool
    size: int


def read_gguf(path: Path) -> GgufFacts:
    """Read the header of a model file.

    Raises:
        InputError: it is no whole GGUF file, or cannot be read.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            fields = _Header(stream, size).fields()
    except OSError as error:
        raise InputError(
            later(
                "“{name}” cannot be read: {strerror}.",
                name=path.name,
                strerror=error.strerror or error,
            )
        ) from None
    except (struct.error, _WrongError):
        raise InputError(
            later("“{name}” is not a model that can be run here.", name=path.name),
            hint=later("It has to be a whole file in the GGUF format, version 2 or 3."),
        ) from None
    kind = _text(fields, "general.architecture")
    heads = _number(fields, f"{kind}.attention.head_count")
    width = _number(fields, f"{kind}.embedding_length")
    head = width // heads if heads else 0
    key = _number(fields, f"{kind}.attention.key_length") or head
    value = _number(fields, f"{kind}.attention.value_length") or head
    grouped = _number(fields, f"{kind}.attention.head_count_kv") or heads
    layers = _number(fields, f"{kind}.block_count")
    return GgufFacts(
        architecture=kind,
        title=_text(fields, "general.name"),
        licence=_text(fields, "general.license"),
        context_tokens=_number(fields, f"{kind}.context_length"),
        cache_bytes=layers * grouped * (key + value) * _PLAIN_CACHE_BYTES,
        chats=bool(_text(fields, "tokenizer.chat_template")),
        size=size,
    )


class _WrongError(Exception):
    """The file is not what it should be."""


class _Header:
    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._left = size

    def fields(self) -> dict[str, Any]:
        """Return texts and numbers by their names, and of lists the greatest number."""
        if self._bytes(4) != _MAGIC or self._take("<I") not in _VERSIONS:
            raise _WrongError
        self._take("<Q")  # how many tensors there are
        count = self._take("<Q")
        if count > _MOST_FIELDS:
            raise _WrongError
        return {self._string(): self._value(self._take("<I")) for _ in range(count)}

    def _value(self, kind: int) -> Any:
        if kind == _TEXT:
            return self._string()
        if kind == _LIST:
            inner, length = self._take("<I"), self._take("<Q")
            if length > _LONGEST_LIST or inner == _LIST:
                raise _WrongError
            if inner == _TEXT:
                for _ in range(length):
                    self._skip(self._take("<Q"))
                return None
            form = self._form(inner)
            body = self._bytes(length * struct.calcsize(form))
            # Where each layer has a number of its own, the greatest is the safe one.
            return max((one for (one,) in struct.iter_unpack(form, body)), default=None)
        return self._take(self._form(kind))

    def _form(self, kind: int) -> str:
        if kind not in _NUMBERS:
            raise _WrongError
        return _NUMBERS[kind]

    def _string(self) -> str:
        length = self._take("<Q")
        if length > _LONGEST_TEXT:
            raise _WrongError
        return self._bytes(length).decode(errors="replace")

    def _take(self, form: str) -> Any:
        return struct.unpack(form, self._bytes(struct.calcsize(form)))[0]

    def _bytes(self, count: int) -> bytes:
        self._use(count)
        return self._stream.read(count)

    def _skip(self, count: int) -> None:
        self._use(count)
        self._stream.seek(count, 1)

    def _use(self, count: int) -> None:
        if count > self._left:
            raise _WrongError
        self._left -= count


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _number(fields: dict[str, Any], name: str) -> int:
    value = fields.get(name)
    return value if isinstance(value, int) and 0 <= value < 1 << 32 else 0
