"""The models of a list as the window shows them: those here, on their way, and offered."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterable, Mapping
from typing import Protocol

from octavo.providers.model_files.beginning import Unfinished
from octavo.providers.model_files.keeping import Origin
from octavo.session.state import Problem
from octavo.words import Later, say


class ModelState(enum.Enum):
    """Where a model is."""

    OFFERED = "offered"
    FETCHING = "fetching"
    PAUSED = "paused"
    HERE = "here"
    BROKEN = "broken"


@dataclasses.dataclass(frozen=True, slots=True)
class ModelItem:
    """One model of the list.

    Args:
        name: What it is called; of one that writes, what stands behind ``local/``.
        title: For people.
        state: Where it is.
        licence: Empty if nobody says.
        good_at: What it is for; empty if nobody says.
        size: Bytes of its file; 0 if that is not known.
        memory: Bytes that it needs while it runs; 0 if that is not known.
        done: Bytes that are here, while it is on its way.
        checked: Whether its sha256 was compared.
        problem: Why it did not come, or cannot be asked.
        in_use: Whether answers are made with it, where only one can be.
        can_get: Whether it is known where it can be had.
    """

    name: str
    title: str
    state: ModelState
    licence: str = ""
    good_at: str = ""
    size: int = 0
    memory: int = 0
    done: int = 0
    checked: bool = True
    problem: Problem | None = None
    in_use: bool = False
    can_get: bool = True


class Offered(Protocol):
    """What is known of a model that can be fetched by its name."""

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def licence(self) -> str: ...

    @property
    def good_at(self) -> Later: ...

    @property
    def size(self) -> int: ...

    @property
    def memory(self) -> int: ...


def offer_item(one: Offered) -> ModelItem:
    """Return the row of a model that is offered."""
    return ModelItem(
        name=one.name,
        title=one.title,
        state=ModelState.OFFERED,
        licence=one.licence,
        good_at=str(one.good_at),
        size=one.size,
        memory=one.memory,
    )


def kept_item(
    item: ModelItem, size: int, origin: Origin, problem: Problem | None, *, in_use: bool = False
) -> ModelItem:
    """Return the row of a model that is here.

    Args:
        item: As far as it tells of the model.
        size: Bytes of its files.
        origin: Where it came from.
        problem: Why it cannot be asked.
        in_use: Whether it is the one that is in use.
    """
    return dataclasses.replace(
        item,
        state=ModelState.HERE,
        size=size,
        licence=origin.licence,
        checked=origin.checked,
        problem=problem,
        in_use=in_use,
    )


def all_items(
    here: Mapping[str, ModelItem],
    on_the_way: Mapping[str, ModelItem],
    offered: Iterable[Offered],
    unfinished: Iterable[Unfinished],
) -> tuple[ModelItem, ...]:
    """Return the rows of a list, each model once.

    Args:
        here: Those that are here, by name.
        on_the_way: Those that this program is fetching or has paused, by name.
        offered: Those that can be fetched by name.
        unfinished: Those of which something lies in the folder, whoever fetched it.
    """
    ways = {name: way for name, way in on_the_way.items() if name not in here}
    begun = {one.name: one for one in unfinished if one.name not in {*here, *ways}}
    offers: list[ModelItem] = []
    for one in offered:
        if one.name in here or one.name in ways:
            continue
        item = offer_item(one)
        if (half := begun.pop(one.name, None)) is not None:
            item = dataclasses.replace(item, state=ModelState.PAUSED, done=half.size)
        offers.append(item)
    halves = [_unfinished_item(one) for one in begun.values()]
    return (*here.values(), *ways.values(), *halves, *offers)


def _unfinished_item(one: Unfinished) -> ModelItem:
    """Return the row of a model that another start began to bring, and that is not offered."""
    item = ModelItem(one.name, one.name, ModelState.PAUSED, done=one.size)
    if one.begun.url:
        return item
    if not one.begun.file:
        said = say("It is not whole, and it is not known any more where it came from.")
        hint = say("Remove it here, and add the model again.")
        return dataclasses.replace(item, problem=Problem(item.title, said, hint), can_get=False)
    said = say("It was being copied from “{file}” when that was stopped.", file=one.begun.file)
    hint = say("Copy it again, or remove it.")
    return dataclasses.replace(item, problem=Problem(item.title, said, hint))
