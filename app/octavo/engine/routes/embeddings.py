"""The embedder of a vector store: told and chosen. Octavo's own."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.embedders import SHIPPED
from octavo.engine.http import RequestError, body, not_found, reply
from octavo.engine.routes.vector_stores import require_store
from octavo.engine.services import Services
from octavo.engine.store.records import StoreVectors
from octavo.engine.store.store import MissingError
from octavo.errors import AppError, ProviderError
from octavo.models.port import EmbeddingModel
from octavo.protocol.embeddings import (
    ChooseEmbedderRequest,
    StoreEmbeddingObject,
    VectorSetObject,
)
from octavo.protocol.phrases import phrases_of
from octavo.protocol.told import Told
from octavo.words import later


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""

    async def get(request: Request) -> Response:
        parent = await require_store(services, request.path_params["vector_store_id"])
        return reply(await _embedding(services, parent.id))

    async def choose(request: Request) -> Response:
        wanted = await body(request, ChooseEmbedderRequest)
        parent = await require_store(services, request.path_params["vector_store_id"])
        name = wanted.embedder or SHIPPED
        services.embedders.forget_problem(name)
        try:
            await services.embedders.of(name)  # a choice that cannot work is refused at once
            is_other = await services.store.choose_embedder(parent.id, name)
        except ProviderError as error:
            raise RequestError(error.english, param="embedder", phrases=phrases_of(error)) from None
        except MissingError:
            raise not_found("vector store", parent.id) from None
        services.ingest.embedding.asked([parent.id])  # whoever chooses is about to wait, or to ask
        if is_other:
            services.ingest.embedding.reconsider(name)
        else:
            services.ingest.embedding.retry(name)
        return reply(await _embedding(services, parent.id))

    path = "/octavo/vector_stores/{vector_store_id}/embedding"
    return [Route(path, get, methods=["GET"]), Route(path, choose, methods=["POST"])]


async def _embedding(services: Services, vector_store_id: str) -> StoreEmbeddingObject:
    """Return what a store is searched by, and what is made to take its place.

    Raises:
        RequestError: it is gone.
    """
    for one in await services.store.embedders([vector_store_id]):
        made = await services.embedders.presumed(one.embedder)
        searched = None if one.model is None else await _set(services, vector_store_id, one.model)
        following = None
        if one.model != made:
            following = await _set(services, vector_store_id, made)
        problem = _problem(services, one)
        return StoreEmbeddingObject(
            vector_store_id=vector_store_id,
            embedder=one.embedder or None,
            searched=searched,
            next=following,
            problem=problem.message if problem else None,
            problem_phrases=problem.phrases if problem else None,
        )
    raise not_found("vector store", vector_store_id)


async def _set(services: Services, vector_store_id: str, model: EmbeddingModel) -> VectorSetObject:
    found = await services.store.vector_set(vector_store_id, model)
    return VectorSetObject(
        embedder=services.embedders.name_of(model) or None,
        model=model.name,
        revision=model.revision,
        dimension=model.dimension,
        chunkers=list(found.chunkers),
        passages=found.passages,
        passages_embedded=found.embedded,
    )


def _problem(services: Services, one: StoreVectors) -> Told | None:
    """Return what failed with the embedder that was chosen, or with that of what is searched."""
    error = services.ingest.embedding.problem(one.vector_store_id, one.embedder)
    if error is None and one.model is not None:
        error = services.embedders.problem(services.embedders.name_of(one.model))
    if error is None:
        return None
    if isinstance(error, AppError):
        return Told.by(error)
    return Told.of(later("An unexpected error happened while passages were embedded."))
