"""The folder of rerankers: a folder for each, where it came from, and which of them is in use.

A reranker is there once its folder has its final name; what is still coming ends in ``.part``. One
whose files were taken away since, by whom ever, is broken: it is told of, and removed or fetched
again like any other.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from octavo.errors import ProviderError
from octavo.providers.model_files.alone import LOCK
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
from octavo.words import later

FOLDER: Final = "rerankers"
"""Name of the folder in that of the models."""

NONE: Final = "none"
"""Stands for no reranker where one is to be used."""

MODEL_FILE: Final = "model.onnx"
TOKENIZER_FILE: Final = "tokenizer.json"

_NOTE: Final = "origin.json"
_CHOICE: Final = "chosen.json"
_BEGUN: Final = "begun.json"
_PART: Final = ".part"

_MANY_LANGUAGES: Final = 100_000
"""Word pieces from which on a model's vocabulary is one of many languages: that of English alone,
or of German alone, has some 30,000 or 50,000, that of a hundred languages 120,000 and more."""


class RerankerOrigin(Origin):
    """Where a reranker came from; ``sha256`` is that of its model's file.

    Attributes:
        tokenizer_sha256: Of its tokenizer's file.
        languages: Codes of the languages that it has learnt; empty: all that come.
    """

    tokenizer_sha256: str = ""
    languages: tuple[str, ...] = ()

    @property
    def digests(self) -> tuple[tuple[str, str], ...]:
        """The sha256 of each of its files, by its name, as far as they are known."""
        known = ((MODEL_FILE, self.sha256), (TOKENIZER_FILE, self.tokenizer_sha256))
        return tuple(one for one in known if one[1])


class KeptReranker(BaseModel):
    """A reranker that is there.

    Attributes:
        name: What it is called.
        path: Its folder.
        size: Bytes of its files.
        origin: Where it came from.
        stamp: When each of its files was written, in nanoseconds: others in their place have
            another one.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    path: Path
    size: int
    origin: RerankerOrigin
    stamp: tuple[int, ...] = ()

    @property
    def digests(self) -> tuple[tuple[str, str], ...]:
        """The sha256 of each of its files; see ``RerankerOrigin``."""
        return self.origin.digests


class RerankerFolder:
    """Keeps rerankers by name. Its methods touch the disk: call them in a thread.

    Args:
        path: Of the folder; it is made when the first one comes.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> list[KeptReranker]:
        """Return the rerankers that are there, by name."""
        try:
            folders = sorted(one for one in self.path.iterdir() if _can_be_named(one.name))
        except OSError:
            return []
        found = (self._kept(one) for one in folders)
        return [one for one in found if one is not None]

    def get(self, name: str) -> KeptReranker:
        """Return one reranker.

        Raises:
            ProviderError: there is none of this name.
        """
        known = self.all()
        for one in known:
            if one.name == name:
                return one
        names = ", ".join(one.name for one in known)
        raise ProviderError(
            later("There is no reranker “{name}” on this computer.", name=name),
            part="settings",
            hint=later("There are: {names}.", names=names)
            if names
            else later("octavo models shows which can be fetched."),
        )

    def has(self, name: str) -> bool:
        """Tell whether there is one of this name, or was one that is broken now."""
        return any(one.name == name for one in self.all()) or name in self.broken()

    def broken(self) -> list[str]:
        """Return the names of those that lack a file; the one in use also if its folder is gone."""
        names = {self.chosen_name()} - {None}
        with contextlib.suppress(OSError):
            names |= {one.name for one in self.path.iterdir() if one.is_dir()}
        return sorted(
            one
            for one in names
            if one is not None and _can_be_named(one) and self._kept(self.path / one) is None
        )

    def chosen_name(self) -> str | None:
        """Return the name of the reranker that is in use, whether its files are there or not."""
        try:
            name = json.loads((self.path / _CHOICE).read_bytes())["name"]
        except (OSError, ValueError, LookupError, TypeError):
            return None
        return name if isinstance(name, str) and _can_be_named(name) else None

    def chosen(self) -> KeptReranker | None:
        """Return the reranker that is in use; None if none is, or it is broken."""
        name = self.chosen_name()
        return None if name is None else self._kept(self.path / name)

    def choose(self, name: str | None) -> None:
        """Use one from now on; None to use none.

        Raises:
            ProviderError: there is none of this name.
            StorageFullError: the choice cannot be kept.
        """
        if name is not None:
            self.get(name)
        file = self.path / _CHOICE
        draft = file.with_name(f"{file.name}{_PART}")
        try:
            if name is None:
                file.unlink(missing_ok=True)
                return
            draft.write_text(json.dumps({"name": name}), encoding="utf-8")
            draft.replace(file)
        except OSError as error:
            raise cannot_keep(error) from None

    def free_name(self, name: str) -> str:
        """Return a name for a new reranker.

        Raises:
            InputError: it cannot be a name, or there is such a reranker, which is not broken.
        """
        if not _can_be_named(name):
            raise no_name(name)
        if self._kept(self.path / name) is not None:
            raise taken(name)
        return name

    def part(self, name: str) -> Path:
        """Return the folder in which a reranker lies while it comes."""
        return self.path / f"{name}{_PART}"

    def begin(self, name: str, begun: Begun) -> None:
        """Make the folder in which a reranker will lie while it comes, and note where from.

        Raises:
            StorageFullError: it cannot be made.
        """
        try:
            self.part(name).mkdir(mode=0o700, parents=True, exist_ok=True)
            write_note(self.part(name) / _BEGUN, begun)
        except OSError as error:
            raise cannot_keep(error) from None

    def keep(self, name: str, origin: RerankerOrigin) -> KeptReranker:
        """Give a reranker that came whole its final name, and use it if it is the only one.

        Raises:
            StorageFullError: it cannot be kept.
        """
        part = self.part(name)
        place = self.path / name
        try:
            write_note(part / _NOTE, origin)
            if place.exists():  # what is left of one that was broken
                shutil.rmtree(place)
            part.replace(place)
        except OSError as error:
            raise cannot_keep(error) from None
        with contextlib.suppress(OSError):  # it is of no use any more, and of no harm
            (place / _BEGUN).unlink(missing_ok=True)
        kept = self.get(name)
        if len(self.all()) == 1:  # with others there, somebody has chosen
            self.choose(name)
        return kept

    def forget(self, name: str) -> None:
        """Throw away what there is of a reranker that is not whole; of no other folder."""
        if _can_be_named(name):
            shutil.rmtree(self.part(name), ignore_errors=True)

    def begun(self, name: str) -> int:
        """Return how many bytes of a reranker came before a pause."""
        if not _can_be_named(name):
            return 0
        came = 0
        for file in (MODEL_FILE, TOKENIZER_FILE):
            with contextlib.suppress(OSError):
                came += (self.part(name) / file).stat().st_size
        return came

    def unfinished(self) -> list[Unfinished]:
        """Return the rerankers that did not come whole, by name."""
        names: list[str] = []
        with contextlib.suppress(OSError):
            parts = (one for one in self.path.iterdir() if one.name.endswith(_PART))
            names = sorted(one.name.removesuffix(_PART) for one in parts if one.is_dir())
        return [
            Unfinished(name, read_note(self.part(name) / _BEGUN, Begun), self.begun(name))
            for name in names
            if _can_be_named(name)
        ]

    def remove(self, name: str) -> int:
        """Delete a reranker, or what is left of one that is broken; none is in use if it was.

        Returns:
            Bytes of its files.

        Raises:
            ProviderError: there is none of this name.
            StorageFullError: it cannot be deleted.
        """
        size = 0 if name in self.broken() else self.get(name).size
        if self.chosen_name() == name:
            self.choose(None)
        try:
            if (self.path / name).exists():
                shutil.rmtree(self.path / name)
        except OSError as error:
            raise cannot_delete(name, error) from None
        return size

    def _kept(self, folder: Path) -> KeptReranker | None:
        try:
            files = [(folder / one).stat() for one in (MODEL_FILE, TOKENIZER_FILE)]
        except OSError:
            return None
        # without a note it works, and is asked in every language
        origin = read_note(folder / _NOTE, RerankerOrigin)
        return KeptReranker(
            name=folder.name,
            path=folder,
            size=sum(one.st_size for one in files),
            origin=origin,
            stamp=tuple(one.st_mtime_ns for one in files),
        )


def languages_of(pieces: int) -> tuple[str, ...]:
    """Return the languages that a model can have learnt, by the size of its vocabulary.

    Args:
        pieces: Word pieces that it knows.

    Returns:
        None, which are all, for a vocabulary of many languages; English for a smaller one.
    """
    return () if pieces >= _MANY_LANGUAGES else ("en",)


def _can_be_named(name: str) -> bool:
    """Tell whether a reranker's folder can have a name: none outside, and none with a meaning."""
    meaning = name in {NONE, _CHOICE} or name.endswith((_PART, LOCK))
    return is_name(name) and not meaning
