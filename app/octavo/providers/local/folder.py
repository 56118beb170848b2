"""The folder of local models: a file for each, and beside it where it came from.

A model is there once its file has its final name; what is still being fetched ends in ``.part``.
"""

from __future__ import annotations

import contextlib
import json
import re
import unicodedata
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from octavo.errors import InputError, ProviderError, StorageFullError
from octavo.providers.local.gguf import GgufFacts, read_gguf
from octavo.words import later

FOLDER = "models"
"""Name of the folder in the data folder."""

_ENDING = ".gguf"
_NOTE = ".json"
_PART = ".part"
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")


class Origin(BaseModel):
    """Where a model came from.

    Attributes:
        source: Its address, or the name of the file that it was copied from.
        sha256: Of the file, in small hexadecimal digits.
        checked: Whether somebody else's word for the sha256 was compared with it.
        licence: As who offers it names it; empty if nobody says.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    source: str = ""
    sha256: str = ""
    checked: bool = False
    licence: str = ""


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
            if _NAME.fullmatch(name):
                with contextlib.suppress(OSError):  # it went a moment ago
                    size = path.stat().st_size
                    found.append(
                        KeptModel(name=name, path=path, size=size, origin=self._origin(name))
                    )
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
        if not _NAME.fullmatch(name):
            raise InputError(
                later("“{name}” cannot name a model.", name=name),
                hint=later("Use up to 64 small letters, digits, dots, hyphens and underscores."),
            )
        if self.file(name).exists():
            raise InputError(
                later("There is a model “{name}” already.", name=name),
                hint=later("Remove it first: octavo models remove {name}", name=name),
            )
        return name

    def file(self, name: str) -> Path:
        """Return where the file of a model lies, or will lie."""
        return self.path / f"{name}{_ENDING}"

    def part(self, name: str) -> Path:
        """Return where a model lies while it is fetched."""
        return self.path / f"{name}{_ENDING}{_PART}"

    def make(self) -> None:
        """Make the folder.

        Raises:
            StorageFullError: it cannot be made.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_keep(error) from None

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
            self._note(name).write_text(
                json.dumps(origin.model_dump(), ensure_ascii=False, indent=2) + "\n",
                encoding="utf-8",
            )
            part.replace(self.file(name))
        except OSError as error:
            raise cannot_keep(error) from None
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
            raise StorageFullError(
                later(
                    "The model “{name}” could not be deleted: {strerror}.",
                    name=name,
                    strerror=error.strerror or error,
                )
            ) from None
        return gone

    def _note(self, name: str) -> Path:
        return self.path / f"{name}{_NOTE}"

    def _origin(self, name: str) -> Origin:
        try:
            return Origin.model_validate_json(self._note(name).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, ValidationError):
            return Origin()  # the model works without


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


def name_from(text: str) -> str:
    """Return a name for a model by that of its file or by its address."""
    last = text.rstrip("/").replace("\\", "/").rpartition("/")[2].partition("?")[0]
    plain = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9._-]+", "-", plain.removesuffix(_ENDING))
    return slug[:64].strip("._-") or "model"


def cannot_keep(error: OSError) -> StorageFullError:
    """Return the error for a model that the disk does not take."""
    return StorageFullError(
        later("The model cannot be kept: {strerror}.", strerror=error.strerror or error)
    )
