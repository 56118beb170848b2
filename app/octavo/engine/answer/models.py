"""Which models there are, and what answers for each: the one place that knows.

A new kind of model is one entry in ``Models``: a generator for runs, a completer for chats.
"""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncGenerator, Sequence
from typing import Protocol

from octavo.engine.answer.completer import Completer
from octavo.engine.answer.generator import AnswerPart, Generator, InvalidPromptError, Turn
from octavo.engine.http import RequestError
from octavo.protocol.models import ModelObject
from octavo.providers.names import is_outside
from octavo.providers.port import OfferedModel
from octavo.words import Later, later


@dataclasses.dataclass(frozen=True, slots=True)
class Model:
    """A model that is offered, and what answers for it.

    Args:
        described: As it is listed.
        generator: Answers runs.
        completer: Completes chats.
    """

    described: ModelObject
    generator: Generator
    completer: Completer


class OutsideGenerator(Generator, Protocol):
    """Answers runs of models that others have, and that come and go."""

    async def has(self, name: str) -> bool:
        """Return whether a model of this name may be asked; it may turn out not to be there.

        Raises:
            ProviderError: that cannot be told.
        """

    async def offered(self) -> Sequence[OfferedModel]:
        """Return the models that can be named now.

        Raises:
            ProviderError: that cannot be told.
        """


class Models:
    """The models that can be named in requests; as a ``Generator`` it has them answer their runs.

    An assistant may name any model, as it may outlive one or come before it. A run and a chat
    completion may not: nothing answers in the place of another model.

    Args:
        offered: In the order in which they are listed.
        outside: Answers runs of models of providers.
        passing: Completes chats with models of providers; there if ``outside`` is.
    """

    def __init__(
        self,
        offered: Sequence[Model],
        outside: OutsideGenerator | None = None,
        passing: Completer | None = None,
    ) -> None:
        self._offered = {model.described.id: model for model in offered}
        self._outside = outside
        self._passing = passing

    async def described(self) -> list[ModelObject]:
        """Return all models that can be named now: our own, then those of providers.

        Raises:
            ProviderError: the providers cannot be read.
        """
        own = [model.described for model in self._offered.values()]
        if self._outside is None:
            return own
        return [
            *own,
            *(
                ModelObject(
                    id=one.name,
                    created=one.created,
                    owned_by=one.host,
                    shutdown_date=one.shutdown_date,
                )
                for one in await self._outside.offered()
            ),
        ]

    async def describe(self, name: str) -> ModelObject:
        """Return the model of this name as it is listed.

        Raises:
            RequestError: 404 if there is none.
            ProviderError: the providers cannot be read.
        """
        for model in await self.described():
            if model.id == name:
                return model
        raise _missing(name)

    async def completer(self, name: str) -> Completer:
        """Return what completes chats with the model of this name.

        Raises:
            RequestError: 404 if there is no such model.
            ProviderError: the providers cannot be read.
        """
        if self._passing is not None and await self._is_outside(name):
            return self._passing
        if name not in self._offered:
            raise _missing(name)
        return self._offered[name].completer

    async def require(self, name: str) -> None:
        """Check that a run may name a model.

        Raises:
            RequestError: 404 if there is none of this name.
        """
        if await self._is_outside(name):
            return
        if name not in self._offered:
            raise _missing(name)

    async def _is_outside(self, name: str) -> bool:
        return self._outside is not None and is_outside(name) and await self._outside.has(name)

    def answer(self, turn: Turn) -> AsyncGenerator[AnswerPart, None]:
        """Have the turn's own model answer; see ``Generator``.

        Raises:
            InvalidPromptError: the model is gone since the run was made.
        """
        if self._outside is not None and is_outside(turn.model):
            return self._outside.answer(turn)
        if turn.model not in self._offered:
            raise InvalidPromptError(_unknown(turn.model))
        return self._offered[turn.model].generator.answer(turn)


def _missing(name: str) -> RequestError:
    return RequestError(_unknown(name).english, status=404, param="model", code="model_not_found")


def _unknown(name: str) -> Later:
    return later(
        "The model '{name}' does not exist here. GET /models lists those that do:"
        " name one of them in the request, or in its assistant.",
        name=name,
    )
