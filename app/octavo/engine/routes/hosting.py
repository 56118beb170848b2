"""Vector stores at hosts: chosen, told, and listed. Octavo's own."""

from __future__ import annotations

import secrets

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.clock import now
from octavo.engine.http import RequestError, body, not_found, reply
from octavo.engine.routes.vector_stores import require_store
from octavo.engine.services import Services
from octavo.engine.store.hostings import HostedEntry, HostedStore
from octavo.engine.store.store import MissingError
from octavo.errors import AppError, ProviderError
from octavo.protocol.hosting import (
    HostedFileObject,
    HostedFilesObject,
    HostStoreRequest,
    StoreHostingObject,
)
from octavo.protocol.phrases import phrases_of
from octavo.protocol.told import Told


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""

    async def get(request: Request) -> Response:
        return reply(await _hosting(services, request.path_params["vector_store_id"]))

    async def choose(request: Request) -> Response:
        wanted = await body(request, HostStoreRequest)
        store_id = request.path_params["vector_store_id"]
        known = await services.store.hosted_stores([store_id])
        if wanted.provider is not None:
            await _host(services, store_id, wanted.provider)
        elif not known:
            await require_store(services, store_id)
        elif wanted.delete:
            await services.store.host_store(store_id, None)
        else:
            await services.store.keep_hosted(store_id)
        for one in known:
            services.hosted.forget_problem(one.seq)
        await services.store.reconcile_hosted()
        services.hosting.reconsider()
        return reply(await _hosting(services, store_id))

    async def listed(_: Request) -> Response:
        found: list[HostedFileObject] = []
        for store in await services.store.hosted_stores():
            found += [_file(store, one) for one in await services.store.hosted_files(store.seq)]
        return reply(HostedFilesObject(data=found))

    path = "/octavo/vector_stores/{vector_store_id}/hosting"
    return [
        Route(path, get, methods=["GET"]),
        Route(path, choose, methods=["POST"]),
        Route("/octavo/hosted_files", listed, methods=["GET"]),
    ]


async def _host(services: Services, store_id: str, provider: str) -> None:
    """Let a store be kept at a host.

    Raises:
        RequestError: there is no such store or provider, or nobody agreed.
    """
    parent = await require_store(services, store_id)
    if services.hosting.hosts is None:
        raise RequestError("There are no providers here.", param="provider")
    try:
        await services.hosting.hosts.find_stores(provider)
        origin = await services.hosting.hosts.origin_of(provider)
    except ProviderError as error:
        raise RequestError(error.english, param="provider", phrases=phrases_of(error)) from None
    mark = secrets.token_hex(6)
    made = HostedStore(0, parent.id, parent.name, provider, origin, mark, "", now(), "used")
    try:
        await services.store.host_store(parent.id, made)
    except MissingError:
        raise not_found("vector store", parent.id) from None


async def _hosting(services: Services, store_id: str) -> StoreHostingObject:
    """Return what of a store lies at hosts; it may be gone.

    Raises:
        RequestError: there is no such store, and nothing of one at a host.
    """
    stores = await services.store.hosted_stores([store_id])
    if not stores:
        await require_store(services, store_id)
    used = next((one for one in stores if one.state == "used"), None)
    files = [(s, one) for s in stores for one in await services.store.hosted_files(s.seq)]
    wanted = [one for s, one in files if s is used and one.state != "leaving"]
    count, size = await services.store.readable(store_id)
    problem = _problem(services, stores, wanted)
    return StoreHostingObject(
        vector_store_id=store_id,
        provider=None if used is None else used.provider,
        origin=None if used is None else used.origin,
        files_here=count,
        bytes_here=size,
        files=len(wanted),
        files_ready=sum(one.state == "ready" for one in wanted),
        files_failed=sum(one.state == "failed" for one in wanted),
        bytes_sent=sum(one.bytes for _, one in files if one.sent_at is not None),
        files_kept=sum(s.state == "kept" and one.state != "leaving" for s, one in files),
        files_leaving=sum(one.state == "leaving" for _, one in files),
        problem=problem.message if problem else None,
        problem_phrases=problem.phrases if problem else None,
    )


def _problem(
    services: Services, stores: list[HostedStore], wanted: list[HostedEntry]
) -> Told | None:
    """Return what failed with a host, or with a file there."""
    for one in stores:
        error = services.hosting.problem(one.seq) or services.hosted.problem(one.seq)
        if isinstance(error, AppError):
            return Told.by(error)
        if error is not None:
            return Told(message=str(error))
    failed = (one for one in wanted if one.problem)
    return next((Told.kept(one.problem).about(one.filename) for one in failed), None)


def _file(store: HostedStore, one: HostedEntry) -> HostedFileObject:
    is_kept = store.state == "kept" and one.state != "leaving"
    problem = Told.kept(one.problem)
    return HostedFileObject(
        vector_store_id=store.vector_store_id,
        vector_store_name=store.name,
        provider=store.provider,
        origin=store.origin,
        file_id=one.file_id,
        filename=one.filename,
        bytes=one.bytes,
        sent_at=one.sent_at,
        state="kept" if is_kept else one.state,
        problem=problem.message or None,
        problem_phrases=problem.phrases,
    )
