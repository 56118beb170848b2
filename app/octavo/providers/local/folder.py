"""The folder of local models: a file for each, and beside it where it came from.

A model is there once its file has its final name; what is still being fetched ends in ``.part``,
and where it comes from is noted in a file that ends in ``.begun``.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from octavo.errors import InputError, ProviderError
from octavo.providers.local.gguf import GgufFacts, read_gguf
from octavo.providers.model_files.beginning import Begun, Unfinished
from octavo.providers.model_files.keeping import (
    Origin,
    cannot_delete,
    cannot_keep,
    is_name,
    no_name,
    read_note,
    taken,
    write_note,
)
from octavo.providers.model_files.part_file import PartFile
from octavo.words import later

FOLDER: Final = "models"
"""Name of the folder in the data folder."""

_ENDING: Final = ".gguf"
_NOTE: Final = ".json"
_PART: Final = ".part"
_BEGUN: Final = ".begun"


class KeptModel(BaseModel):
    """A model that is there.

    Attributes:
        name: What stands behind ``local/`` in assistants.
        path: Its file.
        size: Bytes.
        origin: Where it came from.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    path: Path
    size: int
    origin: Origin


class ModelFolder:
    """Keeps model files by name. Its methods touch the disk: call them in a thread.

    Args:
        path: Of the folder; it is made when the first model comes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._facts: dict[tuple[Path, int, int], GgufFacts] = {}

    def all(self) -> list[KeptModel]:
        """Return the models that are there, by name."""
        try:
            paths = sorted(self.path.glob(f"*{_ENDING}"))
        except OSError:
            return []
        found: list[KeptModel] = []
        for path in paths:
            name = path.name.removesuffix(_ENDING)
            if is_name(name):
                with contextlib.suppress(OSError):  # it went a moment ago
                    size = path.stat().st_size
                    origin = read_note(self._note(name), Origin)
                    found.append(KeptModel(name=name, path=path, size=size, origin=origin))
        return found

    def get(self, name: str) -> KeptModel:
        """Return one model.

        Raises:
            ProviderError: there is none of this name.
        """
        known = self.all()
        for one in known:
            if one.name == name:
                return one
        names = ", ".join(one.name for one in known)
        raise ProviderError(
            later("There is no model “{name}” on this computer.", name=name),
            part="settings",
            hint=later("There are: {names}.", names=names)
            if names
            else later("Get one: octavo models get NAME"),
        )

    def facts(self, model: KeptModel) -> GgufFacts:
        """Return what a model's file says about itself.

        Raises:
            ProviderError: it is damaged.
        """
        try:
            status = model.path.stat()
            key = (model.path, status.st_size, status.st_mtime_ns)
            if key not in self._facts:
                self._facts[key] = read_gguf(model.path)
            return self._facts[key]
        except (OSError, InputError) as error:
            raise ProviderError(
                later(
                    "The file of the model “{name}” is damaged: {error}",
                    name=model.name,
                    error=error,
                ),
                part="model",
                hint=later("Remove the model, and get it again."),
            ) from None

    def free_name(self, name: str) -> str:
        """Return a name for a new model.

        Raises:
            InputError: it cannot be a name, or there is such a model.
        """
        if not is_name(name):
            raise no_name(name)
        if self.file(name).exists():
            raise taken(name)
        return name

    def file(self, name: str) -> Path:
        """Return where the file of a model lies, or will lie."""
        return self.path / f"{name}{_ENDING}"

    def part(self, name: str) -> Path:
        """Return where a model lies while it is fetched."""
        return self.path / f"{name}{_ENDING}{_PART}"

    def begin(self, name: str, begun: Begun) -> None:
        """Note that a model is about to come.

        Raises:
            StorageFullError: that cannot be noted.
        """
        try:
            write_note(self._begun_note(name), begun)
        except OSError as error:
            raise cannot_keep(error) from None

    def begun(self, name: str) -> int:
        """Return how many bytes of a model came before a pause."""
        try:
            return self.part(name).stat().st_size if is_name(name) else 0
        except OSError:
            return 0

    def unfinished(self) -> list[Unfinished]:
        """Return the models that did not come whole, by name."""
        names: set[str] = set()
        for ending in (_BEGUN, f"{_ENDING}{_PART}"):
            with contextlib.suppress(OSError):
                names |= {one.name.removesuffix(ending) for one in self.path.glob(f"*{ending}")}
        return [
            Unfinished(name, read_note(self._begun_note(name), Begun), self.begun(name))
            for name in sorted(names)
            if is_name(name) and not self.file(name).exists()
        ]

    def forget(self, name: str) -> None:
        """Throw away what there is of a model that is not whole; of no other file."""
        if is_name(name):
            PartFile(self.part(name)).remove()
            with contextlib.suppress(OSError):
                self._begun_note(name).unlink(missing_ok=True)

    def keep(self, name: str, origin: Origin) -> KeptModel:
        """Take in what was fetched: it is a model that chats, so it gets its final name.

        Raises:
            InputError: it is no model that can be run here; the part is gone.
            StorageFullError: it cannot be kept.
        """
        part = self.part(name)
        try:
            facts = _chatting(name, part)
        except InputError:
            part.unlink(missing_ok=True)
            raise
        if not origin.licence:
            origin = origin.model_copy(update={"licence": facts.licence})
        try:
            write_note(self._note(name), origin)
            part.replace(self.file(name))
        except OSError as error:
            raise cannot_keep(error) from None
        self.forget(name)  # only notes are left of it
        return self.get(name)

    def remove(self, name: str) -> KeptModel:
        """Delete a model.

        Raises:
            ProviderError: there is none of this name.
            StorageFullError: it cannot be deleted.
        """
        gone = self.get(name)
        try:
            gone.path.unlink()
            self._note(name).unlink(missing_ok=True)
        except OSError as error:
            raise cannot_delete(name, error) from None
        return gone

    def _note(self, name: str) -> Path:
        return self.path / f"{name}{_NOTE}"

    def _begun_note(self, name: str) -> Path:
        return self.path / f"{name}{_BEGUN}"


def _chatting(name: str, path: Path) -> GgufFacts:
    try:
        facts = read_gguf(path)
    except InputError as error:
        raise error.renamed(path.name, name) from None
    if not facts.chats:
        raise InputError(
            later("“{name}” is a model that does not chat.", name=name),
            hint=later("Choose one that is made for it; its name often has “instruct” in it."),
        )
    return facts
