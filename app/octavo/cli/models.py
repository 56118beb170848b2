"""``octavo models``: the models on this computer, fetched, chosen and removed."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any, Self

from tqdm import tqdm

from octavo.assembly import open_models, rerankers_in
from octavo.cli import rerankers
from octavo.cli.arguments import Arguments
from octavo.cli.command_parser import path_of
from octavo.cli.faults import EXIT_DONE, log_to, printable, say
from octavo.cli.model_arguments import ModelArguments
from octavo.errors import InputError, ProviderError
from octavo.extras import how_to_add
from octavo.providers.local import runner
from octavo.providers.local.catalog import OFFERED
from octavo.providers.local.folder import KeptModel
from octavo.providers.local.getting import require_offered
from octavo.providers.local.memory import in_words
from octavo.providers.local.models import LocalModels
from octavo.providers.rerankers.catalog import offered as offered_reranker
from octavo.providers.rerankers.getting import GettingRerankers, is_reranker


def models(arguments: Arguments) -> int:
    """Do what is asked for; the exit code tells whether that worked.

    Raises:
        InputError: the arguments make no sense.
        AppError: it could not be done.
    """
    log_to(arguments.data_dir)
    asyncio.run(_run(arguments, arguments.models or ModelArguments()))
    return EXIT_DONE


async def _run(arguments: Arguments, wanted: ModelArguments) -> None:
    async with open_models(arguments.data_dir) as known:
        local, judging = known.local, rerankers_in(arguments.data_dir)
        match wanted.action:
            case "list":
                await _list(local, judging, as_json=arguments.json)
            case "use":
                await rerankers.use(judging.folder, wanted.what, _tell)
            case "remove":
                if not await rerankers.remove(judging.folder, wanted.what, _tell):
                    await _remove(local, wanted.what)
            case "get" if offered_reranker(wanted.what) is not None:
                with _Progress() as progress:
                    await rerankers.get(judging, wanted.what, progress.show, _tell)
            case "get":
                require_offered(wanted.what)
                _require_part(wanted)
                with _Progress() as progress:
                    kept = await local.getting.by_name(wanted.what, progress.show)
                _tell_kept(kept)
            case _:
                file = None if "://" in wanted.what else await asyncio.to_thread(_file, wanted.what)
                if file is not None and is_reranker(file):
                    with _Progress() as progress:
                        await rerankers.add(
                            judging,
                            file,
                            progress.show,
                            _tell,
                            name=wanted.name,
                            sha256=wanted.sha256,
                            languages=wanted.languages,
                        )
                    return
                if wanted.what.lower().partition("?")[0].endswith((".onnx", ".json")):
                    raise InputError(
                        f"“{wanted.what}” is no model that writes, which is a GGUF file.",
                        hint="A reranker is added from a folder of this computer with model.onnx"
                        " and tokenizer.json.",
                    )
                if wanted.languages is not None:
                    raise InputError(
                        "--languages is for rerankers, which come in the ONNX format from a file"
                        " or folder of this computer."
                    )
                _require_part(wanted)
                with _Progress() as progress:
                    kept = await _add(local, wanted, file, progress)
                _tell_kept(kept)


def _require_part(wanted: ModelArguments) -> None:
    """Say before anything is fetched that nothing here could run it.

    Raises:
        ProviderError: the part that runs models is missing, and nobody said that this is well.
    """
    if runner.can_run() or wanted.anyway:
        return
    raise ProviderError(
        f"The part of Octavo that runs models is not installed, so “{wanted.what}” could not answer"
        " here. Nothing was fetched; --anyway brings it here all the same.",
        part="model",
        hint=how_to_add("local").english,
    )


def _file(word: str) -> Path:
    """Return the file or folder that a word names.

    Raises:
        InputError: there is none.
    """
    path = path_of(word)
    if not path.exists():
        raise InputError(f"There is no file “{path}”.")
    return path


async def _add(
    local: LocalModels, wanted: ModelArguments, file: Path | None, progress: _Progress
) -> KeptModel:
    more = {"name": wanted.name, "sha256": wanted.sha256}
    if file is None:
        return await local.getting.from_address(wanted.what, progress.show, **more)
    return await local.getting.from_file(file, progress.show, **more)


async def _list(local: LocalModels, judging: GettingRerankers, *, as_json: bool) -> None:
    kept, unfinished = await local.all(), await asyncio.to_thread(local.folder.unfinished)
    if as_json:
        here = [{"name": one.name, "size": one.size, **one.origin.model_dump()} for one in kept]
        offers = [
            {
                "name": one.name,
                "title": one.title,
                "licence": one.licence,
                "size": one.size,
                "memory": one.memory,
                "good_at": str(one.good_at),
                "url": one.url,
            }
            for one in OFFERED
        ]
        found = {
            "here": here,
            "begun": rerankers.begun_as_json(unfinished),
            "offered": offers,
            "rerankers": await rerankers.as_json(judging.folder),
        }
        _tell(json.dumps(found, ensure_ascii=False, indent=2))
        return
    _tell("On this computer:" if kept else "There is no model on this computer yet.")
    rerankers.tell_unfinished(unfinished, [one.name for one in OFFERED], _tell)
    for model in kept:
        checked = "checked" if model.origin.checked else "not checked against a sha256"
        facts = [in_words(model.size), model.origin.licence or "licence not named", checked]
        _tell(f"  {model.name}\t{', '.join(facts)}")
        try:
            await asyncio.to_thread(local.folder.facts, model)
        except ProviderError as error:
            _tell(f"  \t{error.english}")
    there = {one.name for one in kept}
    _tell("Can be fetched with: octavo models get NAME")
    for one in OFFERED:
        if one.name in there:
            continue
        begun = await asyncio.to_thread(local.folder.begun, one.name)
        half = f" ({in_words(begun)} are here already)" if begun else ""
        _tell(f"  {one.name}\t{in_words(one.size)}{half}, {in_words(one.memory)} of memory,")
        _tell(f"  \t{one.licence}. {one.good_at}")
    await rerankers.tell_all(judging.folder, _tell)
    if not runner.can_run():
        say("The part of Octavo that runs models is not installed.", how_to_add("local").english)


async def _remove(local: LocalModels, name: str) -> None:
    if await rerankers.remove_begun(local.folder, name, _tell):
        return
    gone = await local.remove(name)
    _tell(f"{name} is deleted: {in_words(gone.size)}.")


def _tell_kept(kept: KeptModel) -> None:
    _tell(f"{kept.name} is here: {in_words(kept.size)}, sha256 {kept.origin.sha256}")
    if not kept.origin.checked:
        say(
            "Nobody said what its sha256 has to be, so it was not checked.",
            "If who offers it tells, compare it with the one above.",
        )
    _tell(f'Ask with: octavo ask --provider local --model {kept.name} FILE... "QUESTION"')


class _Progress:
    """A bar on a terminal; elsewhere nothing."""

    def __init__(self) -> None:
        self._bar: tqdm[Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def show(self, done: int, total: int | None) -> None:
        if not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = tqdm(
                total=total, initial=done, unit="B", unit_scale=True, leave=False, file=sys.stderr
            )
        self._bar.update(done - self._bar.n)


def _tell(text: str) -> None:
    sys.stdout.write(printable(text) + "\n")
    sys.stdout.flush()
