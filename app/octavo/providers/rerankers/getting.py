"""Brings rerankers into their folder: from the hub by name, or from files of this computer.

In this order: the files come into a folder of their own → each is compared with its sha256 → the
model is tried out on a pair of sentences → the folder gets its name. What fails on the way says so
and leaves nothing behind, but for what a pause left to be gone on with: what came over the network,
and of what is copied a note of where from.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path

from octavo.errors import AppError, InputError, ResourceError, WorkerError
from octavo.providers.model_files.beginning import Begun, beginning
from octavo.providers.model_files.copying import copied, readable
from octavo.providers.model_files.download import Download, OnProgress
from octavo.providers.model_files.keeping import check_sha256, name_from
from octavo.providers.model_files.part_file import PartFile
from octavo.providers.network import Network
from octavo.providers.rerankers.catalog import OfferedFile, OfferedReranker, offered
from octavo.providers.rerankers.folder import (
    MODEL_FILE,
    TOKENIZER_FILE,
    KeptReranker,
    RerankerFolder,
    RerankerOrigin,
    languages_of,
)
from octavo.words import Later, later

TryOut = Callable[[Path, tuple[tuple[str, str], ...]], Awaitable[int]]
"""Asks the model of a folder something, whose files must have these sha256 by their names; returns
how many word pieces it knows. Raises ResourceError or WorkerError if it cannot answer."""

_ENDING = ".onnx"
_HUB_FOLDER = "onnx"
"""Where the hub's folders have their ONNX files; the tokenizer lies above it."""

_NEEDED = later(
    "What is needed is a cross-encoder in the ONNX format, in one file, with its tokenizer.json."
)


def require_offered(name: str) -> OfferedReranker:
    """Return the reranker that is offered by a name.

    Raises:
        InputError: none is.
    """
    found = offered(name)
    if found is None:
        raise InputError(
            later("No reranker is offered by the name “{name}”.", name=name),
            hint=later("octavo models shows which are; octavo models add takes any other."),
        )
    return found


class GettingRerankers:
    """Gets rerankers. Each method is cancelled to pause it, and called again to go on.

    Args:
        folder: Where they go.
        try_out: Asks one that came something, before it is kept.
        network: Proxy and certificates.
    """

    def __init__(
        self, folder: RerankerFolder, try_out: TryOut, network: Network | None = None
    ) -> None:
        self.folder = folder
        self._try_out = try_out
        self._network = network or Network()

    async def by_name(self, name: str, on_progress: OnProgress) -> KeptReranker:
        """Fetch a reranker that is offered by name.

        Raises:
            InputError: none is, or there is such a reranker.
            ProviderError: it cannot be had, or is not what it has to be.
            StorageFullError: the disk does not take it.
        """
        wanted = require_offered(name)
        async with beginning(self.folder, name, Begun(url=wanted.model.url)):
            part = self.folder.part(name)
            # The small file first: a pause finds the large one, which is gone on with.
            await self._fetch(wanted.tokenizer, part / TOKENIZER_FILE)

            def show(done: int, _total: int | None) -> None:
                on_progress(wanted.tokenizer.size + done, wanted.size)

            await self._fetch(wanted.model, part / MODEL_FILE, show)
            origin = RerankerOrigin(
                source=wanted.model.url,
                sha256=wanted.model.sha256,
                checked=True,
                licence=wanted.licence,
                tokenizer_sha256=wanted.tokenizer.sha256,
                languages=wanted.languages,
            )
            try:
                await self._try_out(part, origin.digests)
            except ResourceError as error:
                await asyncio.to_thread(self.folder.forget, name)
                raise _unusable(name, error, later("Get it again.")) from error
            except WorkerError as error:  # it is what it has to be: this computer cannot run it
                hint = later("What came stays. Close other programs, and try again.")
                raise _unusable(name, error, hint) from error
            return await asyncio.to_thread(self.folder.keep, name, origin)

    async def from_files(
        self,
        path: Path,
        on_progress: OnProgress,
        *,
        name: str = "",
        sha256: str = "",
        languages: tuple[str, ...] | None = None,
    ) -> KeptReranker:
        """Copy a reranker from a folder, or from its ONNX file with the tokenizer beside it.

        Args:
            path: The folder or the file.
            on_progress: Told how far it is.
            name: For it; else it is made of the folder's or the file's.
            sha256: What the ONNX file has to be; not compared if that is not known.
            languages: Codes of those that it has learnt, none for all; by its vocabulary if not
                given.

        Raises:
            InputError: there is no such model, or it cannot be used as one.
            StorageFullError: the disk does not take it.
        """
        model, tokenizer = await asyncio.to_thread(files_of, path)
        name = name or name_of(path)
        source = await asyncio.to_thread(path.absolute)
        begun = Begun(file=str(source), sha256=sha256, languages=languages)
        async with beginning(self.folder, name, begun):
            part = self.folder.part(name)
            try:
                small = await copied(tokenizer, part / TOKENIZER_FILE)
                large = await copied(model, part / MODEL_FILE, on_progress)
                check_sha256(model.name, large, sha256)
                origin = RerankerOrigin(
                    source=model.name,
                    sha256=large,
                    checked=bool(sha256),
                    tokenizer_sha256=small,
                )
                pieces = await self._try_out(part, origin.digests)
            except (ResourceError, WorkerError) as error:
                await asyncio.to_thread(self.folder.forget, name)
                raise _unusable(name, error, _NEEDED) from error
            except asyncio.CancelledError:  # it is copied anew, from where the note says
                for file in (TOKENIZER_FILE, MODEL_FILE):
                    await asyncio.to_thread(PartFile(part / file).remove)
                raise
            except Exception:
                await asyncio.to_thread(self.folder.forget, name)
                raise
            known = languages_of(pieces) if languages is None else languages
            origin = origin.model_copy(update={"languages": known})
            return await asyncio.to_thread(self.folder.keep, name, origin)

    async def _fetch(
        self, file: OfferedFile, path: Path, on_progress: OnProgress = lambda _done, _total: None
    ) -> None:
        if await asyncio.to_thread(_is_here, file, path):
            on_progress(file.size, file.size)
            return
        await Download(
            file.url, path, sha256=file.sha256, network=self._network, on_progress=on_progress
        ).run()


def _unusable(name: str, error: AppError, hint: Later) -> InputError:
    return InputError(
        later("“{name}” cannot be used: {reason}", name=name, reason=error.kept_message), hint=hint
    )


def _is_here(file: OfferedFile, path: Path) -> bool:
    """Tell whether a file came whole before a pause."""
    try:
        if path.stat().st_size != file.size:
            return False
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
    except OSError:
        return False


def is_reranker(path: Path) -> bool:
    """Tell by its name whether something is a reranker rather than a model that writes."""
    return path.is_dir() or path.suffix.lower() == _ENDING


def name_of(path: Path) -> str:
    """Return a name for a reranker by that of its folder or file.

    Files in a folder as on the hub are all called much the same: there the folder names it.
    """
    path = path.resolve()
    if path.suffix.lower() == _ENDING:
        above = path.parent.parent if path.parent.name == _HUB_FOLDER else path.parent
        path = above if path.stem.startswith("model") and above.name else path.with_suffix("")
    return name_from(path.name)


def files_of(path: Path) -> tuple[Path, Path]:
    """Return the files of model and tokenizer that a folder or an ONNX file stands for.

    Raises:
        InputError: they are not there, cannot be read, or there are several models.
    """
    with readable(path):
        return _files_of(path)


def _files_of(path: Path) -> tuple[Path, Path]:
    model = _model_in(path) if path.is_dir() else path
    if not model.is_file():
        raise InputError(later("There is no file “{path}”.", path=model))
    above = [model.parent]
    if model.parent.name == _HUB_FOLDER:
        above.append(model.parent.parent)
    for folder in above:
        if (folder / TOKENIZER_FILE).is_file():
            return model, folder / TOKENIZER_FILE
    raise InputError(
        later("There is no {file} beside “{path}”.", file=TOKENIZER_FILE, path=model),
        hint=later("Put both files of the model into one folder, and name that."),
    )


def _model_in(folder: Path) -> Path:
    found = [
        one
        for place in (folder, folder / _HUB_FOLDER)
        if place.is_dir()
        for one in sorted(place.iterdir())
        if one.suffix.lower() == _ENDING
    ]
    exact = [one for one in found if one.name == MODEL_FILE]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise InputError(
            later("There is no model in the folder “{path}”.", path=folder),
            hint=later(
                "Name the file of a model that writes; a reranker has two: {model} and"
                " {tokenizer}.",
                model=MODEL_FILE,
                tokenizer=TOKENIZER_FILE,
            ),
        )
    names = ", ".join(one.name for one in found)
    raise InputError(
        later("There are several models in the folder “{path}”.", path=folder),
        hint=later("Name one of its files: {names}.", names=names),
    )
