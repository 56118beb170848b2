"""An assistant as a file: exported without documents, and checked before it is taken in.

The file is JSON and holds what a person set, nothing else: no keys, no addresses, no ids. What
comes in is read with a limit, must have exactly the known fields, and changes nothing until all of
it was found to fit.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import stat
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from octavo.errors import InputError
from octavo.session.assistant_settings import checked
from octavo.session.state import AssistantSettings
from octavo.words import later, say

FORMAT: Final = "octavo-assistant"
VERSION: Final = 1
ENDING: Final = "octavo-assistant.json"

MOST_BYTES: Final = 2_000_000
"""Of a file; the longest instructions fit into half of it."""

_LONGEST: Final = 40
"""Characters of a value that does not fit, in what is said of it."""

_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\U000e0000-\U000e007f]"
)

_TITLE: Final = later("This assistant cannot be imported")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Retrieval(_Strict):
    passages: Annotated[int, Field(ge=1, le=50)] | None = None
    threshold: Annotated[float, Field(ge=0, le=1)] = 0.0
    chunk_tokens: Annotated[int, Field(ge=100, le=4096)] | None = None
    chunk_overlap: Annotated[int, Field(ge=0, le=2048)] = 0


class _File(_Strict):
    format: Literal["octavo-assistant"]
    version: Literal[1]
    name: Annotated[str, Field(max_length=256)]
    description: Annotated[str, Field(max_length=512)] = ""
    instructions: Annotated[str, Field(max_length=256_000)] = ""
    response_language: Annotated[str, Field(max_length=40)] = ""
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    top_p: Annotated[float, Field(ge=0, le=1)] | None = None
    retrieval: _Retrieval = _Retrieval()


def exported(settings: AssistantSettings) -> bytes:
    """Return an assistant as the content of a file."""
    made = _File(
        format=FORMAT,
        version=VERSION,
        name=settings.name,
        description=settings.description,
        instructions=settings.instructions,
        response_language=settings.language,
        temperature=settings.temperature,
        top_p=settings.top_p,
        retrieval=_Retrieval(
            passages=settings.passages,
            threshold=settings.threshold,
            chunk_tokens=settings.chunk_tokens,
            chunk_overlap=settings.chunk_overlap,
        ),
    )
    return (json.dumps(made.model_dump(), ensure_ascii=False, indent=2) + "\n").encode()


async def read_assistant(path: Path) -> AssistantSettings:
    """Read an assistant from a file.

    Raises:
        InputError: it cannot be read, or is not an assistant that this version knows.
    """
    return imported(await asyncio.to_thread(_read, path), path.name)


def imported(content: bytes, name: str) -> AssistantSettings:
    """Return the assistant that a file holds.

    Args:
        content: Of the file.
        name: Of the file, for what is said about it.

    Raises:
        InputError: it is not an assistant that this version knows.
    """
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _refused(say("“{name}” is not a JSON file.", name=name)) from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise _refused(say("“{name}” does not hold an assistant of Octavo.", name=name))
    version = found.get("version")
    if isinstance(version, int) and version > VERSION:
        raise _refused(
            say("A newer Octavo wrote “{name}”.", name=name), hint=say("Install the newer version.")
        )
    try:
        file = _File.model_validate_json(json.dumps(found))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "content"
        if first["type"] == "missing":
            raise _refused(say("“{name}” lacks “{field}”.", name=name, field=field)) from None
        if first["type"] == "extra_forbidden":  # perhaps a key: it is not shown
            raise _refused(
                say(
                    "“{name}” has “{field}”, which is not part of an assistant.",
                    name=name,
                    field=field,
                )
            ) from None
        value = _short(first["input"])
        raise _refused(
            say(
                "In “{name}”, “{field}” does not fit: {value}.",
                name=name,
                field=field,
                value=value,
            )
        ) from None
    retrieval = file.retrieval
    return checked(
        AssistantSettings(
            name=_visible(file.name),
            description=_visible(file.description),
            instructions=_visible(file.instructions),
            language=_visible(file.response_language),
            temperature=file.temperature,
            top_p=file.top_p,
            passages=retrieval.passages,
            threshold=retrieval.threshold,
            chunk_tokens=retrieval.chunk_tokens,
            chunk_overlap=retrieval.chunk_overlap,
        )
    )


def _read(path: Path) -> bytes:
    try:
        # without waiting: a named pipe would never answer
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise _refused(say("“{name}” is not a file.", name=path.name))
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise _refused(
            say("“{name}” cannot be read: {value}.", name=path.name, value=error.strerror or error)
        ) from error
    if len(content) > MOST_BYTES:
        raise _refused(say("“{name}” is larger than an assistant can be.", name=path.name))
    return content


def _short(value: object) -> str:
    """Return a value of a file as it stands there, no more of it than fits into a line."""
    text = _visible(json.dumps(value, ensure_ascii=False))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _visible(text: str) -> str:
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))


def _refused(message: str, *, hint: str | None = None) -> InputError:
    unchanged = say("Nothing was changed.")
    return InputError(message, title=str(_TITLE), hint=unchanged if hint is None else hint)
