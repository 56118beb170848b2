"""What ``octavo models`` does with rerankers, which put passages in order before an answer."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from octavo.cli.faults import say
from octavo.providers.local.memory import in_words
from octavo.providers.model_files.beginning import Place, Unfinished, forget
from octavo.providers.model_files.download import OnProgress
from octavo.providers.rerankers.catalog import OFFERED, OfferedReranker, offered
from octavo.providers.rerankers.folder import NONE, KeptReranker, RerankerFolder
from octavo.providers.rerankers.getting import GettingRerankers

Tell = Callable[[str], None]


async def as_json(folder: RerankerFolder) -> dict[str, Any]:
    """Return the rerankers that are here, those that can be fetched, and which is in use."""
    kept, chosen = await asyncio.to_thread(lambda: (folder.all(), folder.chosen_name()))
    return {
        "here": [{"name": one.name, "size": one.size, **one.origin.model_dump()} for one in kept],
        "offered": [
            {
                "name": one.name,
                "title": one.title,
                "licence": one.licence,
                "languages": list(one.languages),
                "size": one.size,
                "memory": one.memory,
                "good_at": str(one.good_at),
                "url": one.model.url,
                "sha256": one.model.sha256,
            }
            for one in OFFERED
        ],
        "in_use": chosen,
        "broken": await asyncio.to_thread(folder.broken),
        "begun": begun_as_json(await asyncio.to_thread(folder.unfinished)),
    }


def begun_as_json(unfinished: Sequence[Unfinished]) -> list[dict[str, Any]]:
    """Return the models that did not come whole yet."""
    return [
        {"name": one.name, "size": one.size, "source": one.begun.url or one.begun.file}
        for one in unfinished
    ]


def tell_unfinished(unfinished: Sequence[Unfinished], offered: Collection[str], tell: Tell) -> None:
    """Say which models did not come whole, and how to go on; those offered are told of elsewhere.

    Args:
        unfinished: All of them.
        offered: Names of those that are offered.
        tell: Says a line.
    """
    for one in unfinished:
        if one.name in offered:
            continue
        source = one.begun.url or one.begun.file
        add = f"octavo models add {shlex.quote(source)} --name {one.name}, or " if source else ""
        came = in_words(one.size) if one.size else "none"
        tell(f"  {one.name}\tnot whole: {came} of it is here")
        tell(f"  \tTo go on: {add}octavo models remove {one.name}")


async def tell_all(folder: RerankerFolder, tell: Tell) -> None:
    """Say which rerankers there are, which is in use, and which can be fetched."""
    kept, chosen = await asyncio.to_thread(lambda: (folder.all(), folder.chosen_name()))
    broken, unfinished = await asyncio.to_thread(lambda: (folder.broken(), folder.unfinished()))
    if kept or broken or unfinished:
        tell("Put passages in order, on this computer:")
    tell_unfinished(unfinished, [one.name for one in OFFERED], tell)
    for name in broken:
        in_use = "in use, but its" if name == chosen else "its"
        again = f"octavo models get {name}" if offered(name) else "octavo models add, once more"
        tell(f"  {name}\t{in_use} files are gone, or some of them: {folder.path / name}")
        tell(f"  \tTo mend it: {again}, or octavo models remove {name}")
    for one in kept:
        in_use = "in use" if chosen == one.name else "not in use"
        checked = "checked" if one.origin.checked else "not checked against a sha256"
        languages = ", ".join(one.origin.languages) or "many languages"
        facts = [in_use, in_words(one.size), one.origin.licence or "licence not named"]
        tell(f"  {one.name}\t{', '.join([*facts, checked])}; {languages}")
    there = {one.name for one in kept}
    offers = [one for one in OFFERED if one.name not in there]
    if offers:
        tell("Can put passages in order, and be fetched in the same way:")
    for offer in offers:
        await _tell_offer(folder, offer, tell)


async def _tell_offer(folder: RerankerFolder, one: OfferedReranker, tell: Tell) -> None:
    begun = await asyncio.to_thread(folder.begun, one.name)
    half = f" ({in_words(begun)} are here already)" if begun else ""
    tell(f"  {one.name}\t{in_words(one.size)}{half}, {in_words(one.memory)} of memory,")
    tell(f"  \t{one.licence}. {one.good_at}")


async def get(getting: GettingRerankers, name: str, on_progress: OnProgress, tell: Tell) -> None:
    """Fetch one that is offered by name; raises as ``GettingRerankers.by_name``."""
    await _tell_kept(getting, await getting.by_name(name, on_progress), tell)


async def add(
    getting: GettingRerankers,
    path: Path,
    on_progress: OnProgress,
    tell: Tell,
    *,
    name: str,
    sha256: str,
    languages: tuple[str, ...] | None,
) -> None:
    """Copy one from its files; arguments and errors as of ``GettingRerankers.from_files``."""
    kept = await getting.from_files(
        path, on_progress, name=name, sha256=sha256, languages=languages
    )
    await _tell_kept(getting, kept, tell)


async def use(folder: RerankerFolder, name: str, tell: Tell) -> None:
    """Use one from now on, or none.

    Raises:
        ProviderError: there is none of this name.
        StorageFullError: the choice cannot be kept.
    """
    await asyncio.to_thread(folder.choose, None if name == NONE else name)
    if name == NONE:
        tell("No reranker is in use: passages are found without one.")
    else:
        tell(f"{name} puts passages in order from now on.")


async def remove(folder: RerankerFolder, name: str, tell: Tell) -> bool:
    """Delete one, or what was fetched of it; tells whether there was such a one."""
    is_gone = await remove_begun(folder, name, tell)
    if not await asyncio.to_thread(folder.has, name):
        return is_gone
    size = await asyncio.to_thread(folder.remove, name)
    tell(f"{name} is deleted: {in_words(size)}." if size else f"What was left of {name} is gone.")
    return True


async def remove_begun(folder: Place, name: str, tell: Tell) -> bool:
    """Delete what was fetched of one that is not whole; tells whether there was such a one.

    Raises:
        InputError: it is being fetched.
    """
    begun = [one for one in await asyncio.to_thread(folder.unfinished) if one.name == name]
    if not begun:
        return False
    await forget(folder, name)
    came = f": {in_words(begun[0].size)}" if begun[0].size else ", which was nothing"
    tell(f"What was fetched of {name} is deleted{came}.")
    return True


async def _tell_kept(getting: GettingRerankers, kept: KeptReranker, tell: Tell) -> None:
    tell(f"{kept.name} is here: {in_words(kept.size)}, sha256 {kept.origin.sha256}")
    if not kept.origin.checked:
        say(
            "Nobody said what its sha256 has to be, so it was not checked.",
            "If who offers it tells, compare it with the one above.",
        )
    if kept.origin.languages:
        tell(f"It is asked about questions in: {', '.join(kept.origin.languages)}")
    chosen = await asyncio.to_thread(getting.folder.chosen)
    if chosen is not None and chosen.name == kept.name:
        tell("It puts passages in order from now on; octavo models use none ends that.")
    else:
        used = "None is" if chosen is None else f"{chosen.name} is"
        tell(f"{used} in use. To use this one: octavo models use {kept.name}")
