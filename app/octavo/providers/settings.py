"""The providers that the user has set up, as a small file in the data folder; never a key."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from octavo.errors import ProviderError, StorageFullError
from octavo.wire.addresses import check_base_url, is_loopback, origin_of
from octavo.words import later

FILE_NAME = "providers.json"

_VERSION = 1

PRESETS: dict[str, str] = {
    "ollama": "http://127.0.0.1:11434/v1",
    "lmstudio": "http://127.0.0.1:1234/v1",
    "llamacpp": "http://127.0.0.1:8080/v1",
    "vllm": "http://127.0.0.1:8000/v1",
    "openai": "https://api.openai.com/v1",
}
"""Addresses of well-known hosts by the names that people know them by."""

Kind = Literal["chat_completions", "responses"]
"""Interfaces that hosts speak."""


Consent = Literal["answers", "embeddings", "files", "summaries"]
"""What the user may agree to: that passages are sent to be answered from, all text of collections
to be embedded, whole files to be kept, all text of single documents to be summarised."""


def preset_kind(name: str) -> Kind:
    """Return how a host that people know by name is spoken to; others by what most hosts know."""
    return "responses" if name == "openai" else "chat_completions"


class Provider(BaseModel):
    """A host of models.

    Attributes:
        name: What stands before the slash in the names of its models.
        kind: The interface that it speaks.
        background: Whether it works on without a connection, and keeps an answer until it is
            whole; with ``responses`` alone.
        base_url: Its address up to and with the version.
        proxy: An address, ``none``, or empty for what the system says.
        ca_file: Certificates trusted beside the system's.
        context_tokens: That its models take, where the host does not tell.
        allowed: The origin to which the user lets passages be sent; another address asks again.
        allowed_text: The origin to which the user lets all text of a collection be sent.
        allowed_files: The origin to which the user lets whole files be sent, to be kept there.
        allowed_summaries: The origin to which the user lets all text of documents be sent that
            are summarised.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    kind: Kind = "chat_completions"
    background: bool = False
    base_url: str
    proxy: str = ""
    ca_file: str = ""
    context_tokens: Annotated[int, Field(ge=512, le=10_000_000)] | None = None
    allowed: str = ""
    allowed_text: str = ""
    allowed_files: str = ""
    allowed_summaries: str = ""

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a key and a consent are good for."""
        return origin_of(check_base_url(self.base_url))

    @property
    def is_allowed(self) -> bool:
        """Whether the user lets passages be sent there."""
        return self.allowed == self.origin

    @property
    def embeds(self) -> bool:
        """Whether the user lets all text of a collection be sent there, to be embedded."""
        return self.allowed_text == self.origin

    @property
    def keeps_files(self) -> bool:
        """Whether the user lets whole files be sent there, to be kept and searched."""
        return self.allowed_files == self.origin

    @property
    def summarises(self) -> bool:
        """Whether all text of a document may be sent there, to be summarised.

        Nothing leaves this computer for a host on it, so none of those needs to be agreed to.
        """
        return self.is_local or self.allowed_summaries == self.origin

    @property
    def is_local(self) -> bool:
        """Whether it is this computer."""
        return is_loopback(check_base_url(self.base_url).host)

    @property
    def is_open(self) -> bool:
        """Whether what is sent to it over a network is not encrypted."""
        return check_base_url(self.base_url).scheme == "http" and not self.is_local


def without_consent(provider: Provider) -> Provider:
    """Return a provider to which nothing at all may be sent."""
    kept = ("allowed", "allowed_text", "allowed_files", "allowed_summaries")
    return provider.model_copy(update=dict.fromkeys(kept, ""))


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: Literal[1]
    providers: list[Provider]


def read(file: Path) -> tuple[Provider, ...]:
    """Return the providers; none if there is no file.

    Raises:
        ProviderError: the file cannot be understood; it stays as it is.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(file, str(error)) from None
    try:
        return tuple(_File.model_validate_json(text).providers)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise _unreadable(file, first["msg"]) from None


def write(file: Path, providers: tuple[Provider, ...]) -> None:
    """Keep the providers; the file is there whole, in its old or its new state.

    Raises:
        StorageFullError: it cannot be written.
    """
    # What is not set is left out: an older version, which knows less of a provider, can read it.
    kept = [one.model_dump(exclude_defaults=True) for one in providers]
    content = {"version": _VERSION, "providers": kept}
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".providers-", dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise StorageFullError(
            later("The providers could not be saved: {strerror}.", strerror=error.strerror or error)
        ) from None


def _unreadable(file: Path, reason: str) -> ProviderError:
    return ProviderError(
        later(
            "The file of providers, {file}, cannot be read: {value}.",
            file=file,
            value=reason.rstrip("."),
        ),
        part="settings",
        hint=later("Correct it, or delete it and add the providers again."),
    )
