"""Which embedder makes the vectors of a store, and which compares a question with them.

A host says which model it runs by name only, and may run another one tomorrow. So each model of a
host is known again by a probe: a fixed sentence that goes with every request. If its vector is
another one than before, the model is another revision, whose vectors are never compared with those
of the one before.
"""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import itertools
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from octavo.engine.meanings import CloseMeanings, Meanings
from octavo.engine.store.records import KnownModel
from octavo.engine.store.vector_sets import VectorSets
from octavo.errors import AppError, ProviderError
from octavo.models.port import ComparingEmbedder, Embedder, EmbeddingModel, Vectors
from octavo.providers import failures
from octavo.providers.embeddings import EmbeddingHost, EmbeddingHosts, Rows, is_of_text

SHIPPED: Final = ""
"""The name of the embedder that comes with Octavo."""

PROBES: Final = (
    "The ferry to the island leaves at nine in the morning.",
    "Copper melts at a higher temperature than tin does.",
    "She lent her brother the money for a new roof.",
    "Most of the delegates voted against the amendment.",
)
"""Sentences about different things. The first is the probe; how near models hold them for shows
from which cosine on nearness means anything: some models give no two texts less than 0.7."""

_SAME: Final = 0.98
"""Cosine of two vectors of the probe by the same model. The same request gives some hosts' models
0.999, another size of number the same model 0.99, another model hardly more than 0."""

_MOST_BASELINE: Final = 0.95

_QUESTION: Final = 10.0
"""Seconds that a question waits for its vector; words alone decide after that."""

_PASSED_OVER: Final = 30.0
"""Seconds for which questions do without a host that did not answer."""


class ModelChangedError(ProviderError):
    """A host makes other vectors under the same name than it did before."""

    def __init__(self, name: str, host: str) -> None:
        super().__init__(
            f"{host} has another model now under the name “{name}”.",
            part="model",
            hint="The documents are embedded anew with it.",
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """An embedder that is ready.

    Args:
        embedder: Makes vectors.
        meanings: The same, which remembers what was asked a moment ago.
        baseline: The cosine that texts about different things have.
    """

    embedder: Embedder
    meanings: Meanings
    baseline: float = 0.0

    def nearness(self, cosine: float) -> float:
        """Return a cosine on the scale on which 0 is nothing in common, whatever the model."""
        return (cosine - self.baseline) / (1 - self.baseline)


class Embedders:
    """The shipped embedder, and those of hosts.

    Args:
        store: Keeps by what hosts' models are known again.
        shipped: The embedder that comes with Octavo.
        hosts: Others; none without it.

    Attributes:
        meanings: Of the shipped embedder, which compares questions with sentences, too.
        on_change: Called when a host turns out to have another model under the same name.
    """

    def __init__(
        self, store: VectorSets, shipped: ComparingEmbedder, hosts: EmbeddingHosts | None = None
    ) -> None:
        self.meanings = CloseMeanings(shipped)
        self.shipped = Known(shipped, self.meanings)
        self._store = store
        self._hosts = hosts
        self.on_change: Callable[[], None] = lambda: None
        self._models: dict[str, KnownModel] = {}
        self._other: set[str] = set()  # hosts' models that are others than before
        self._meanings: dict[str, tuple[EmbeddingModel, Meanings]] = {}
        self._problems: dict[str, AppError] = {}
        self._passed_over: dict[str, float] = {}
        self._recognising: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def name_of(self, model: EmbeddingModel) -> str:
        """Return the name of the embedder that made vectors of a model."""
        return SHIPPED if model.name == self.shipped.embedder.model.name else model.name

    def problem(self, name: str) -> AppError | None:
        """Return why an embedder could not be asked the last time, if it could not."""
        return self._problems.get(name)

    def forget_problem(self, name: str) -> None:
        """Try an embedder again at once when it is needed next."""
        self._problems.pop(name, None)
        self._passed_over.pop(name, None)

    async def presumed(self, name: str) -> EmbeddingModel:
        """Return the model that an embedder had when it was asked last, without asking it.

        One that was never asked, or turned out to have another model, has one of no revision, by
        which nothing was made.
        """
        if name == SHIPPED:
            return self.shipped.embedder.model
        if name in self._other:
            return EmbeddingModel(name, "", 0)
        known = self._models.get(name) or next(iter(await self._store.known_models(name)), None)
        return EmbeddingModel(name, "", 0) if known is None else known.model

    async def of(self, name: str) -> Known:
        """Return the embedder of a name; a host that was not asked since the start is asked.

        Raises:
            ProviderError: it is not there, not allowed, or does not answer as it should.
        """
        if name == SHIPPED:
            return self.shipped
        try:
            host = await self._host(name)
            async with self._recognising[name]:
                known = self._models.get(name) or await self._recognise(host)
                self._models[name] = known
                self._other.discard(name)
        except ProviderError as error:
            self._note(name, error)
            raise
        embedder = HostEmbedder(host, known, lambda error: self._note(name, error))
        kept = self._meanings.get(name)
        # What was remembered of another revision is of no use; a later host is asked from now on.
        meanings = Meanings(embedder) if kept is None or kept[0] != known.model else kept[1]
        meanings.embedder = embedder
        self._meanings[name] = (known.model, meanings)
        return Known(embedder, meanings, known.baseline)

    async def searched_by(self, model: EmbeddingModel) -> Known | None:
        """Return what makes questions' vectors that compare with a model's; None if nothing does.

        A host that did not answer a moment ago is passed over.
        """
        name = self.name_of(model)
        if self._passed_over.get(name, 0.0) > asyncio.get_running_loop().time():
            return None
        try:
            async with asyncio.timeout(_QUESTION):
                known = await self.of(name)
        except ProviderError:
            return None
        except TimeoutError:
            self._note(name, failures.late(name))
            return None
        return known if known.embedder.model.compares_with(model) else None

    async def _host(self, name: str) -> EmbeddingHost:
        if self._hosts is None:
            raise ProviderError(f"There is no provider for “{name}” here.", part="settings")
        return await self._hosts.find_embeddings(name)

    async def _recognise(self, host: EmbeddingHost) -> KnownModel:
        """Return which model a host has; one that is new is kept."""
        rows = await host.embed(PROBES)
        for known in await self._store.known_models(host.name):
            if _is_same(rows[0], known):
                return known
        revision = hashlib.sha256(rows[0].astype("<f4").tobytes()).hexdigest()[:16]
        cosines = [float(one @ other) for one, other in itertools.combinations(rows, 2)]
        base = min(_MOST_BASELINE, max(0.0, sum(cosines) / len(cosines)))
        model = EmbeddingModel(host.name, revision, rows.shape[1])
        made = KnownModel(model, rows[0].astype("<f4").tobytes(), base)
        await self._store.keep_model(made)
        return made

    def _note(self, name: str, error: AppError | None) -> None:
        if error is None:
            self.forget_problem(name)
            return
        self._problems[name] = error
        if isinstance(error, ModelChangedError):
            self._models.pop(name, None)
            self._other.add(name)
            self.on_change()
        elif not (isinstance(error, ProviderError) and is_of_text(error)):
            now = asyncio.get_running_loop().time()
            self._passed_over[name] = now + _PASSED_OVER


class HostEmbedder:
    """Implements `octavo.models.port.Embedder` with a model of a host, as it was when it was known.

    Args:
        host: The way to it.
        known: What its vectors have to be like.
        note: Told of each failure, and with None of each success.
    """

    def __init__(
        self, host: EmbeddingHost, known: KnownModel, note: Callable[[AppError | None], None]
    ) -> None:
        self._host = host
        self._known = known
        self._note = note

    @property
    def model(self) -> EmbeddingModel:
        return self._known.model

    async def embed(self, texts: Sequence[str], *, urgent: bool = False) -> Vectors:
        """Embed texts; see ``Embedder``.

        Raises:
            ProviderError: the host does not answer as it should.
            ModelChangedError: it has another model by now.
        """
        if not texts:
            return np.empty((0, self.model.dimension), dtype=np.float32)
        try:
            async with asyncio.timeout(_QUESTION if urgent else None):
                rows = await self._host.embed([PROBES[0], *texts])
            if not _is_same(rows[0], self._known):
                raise ModelChangedError(self._host.name, self._host.host)
        except TimeoutError:
            error = failures.late(self._host.host)
            self._note(error)
            raise error from None
        except ProviderError as error:
            self._note(error)
            raise
        self._note(None)
        return rows[1:]

    async def aclose(self) -> None:
        """Nothing is held: the host's connections are their owner's."""


def _is_same(probe: Rows, known: KnownModel) -> bool:
    before = np.frombuffer(known.probe, dtype="<f4")
    return probe.shape == before.shape and float(probe @ before) >= _SAME
