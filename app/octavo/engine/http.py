"""From HTTP to typed requests and back: bodies, queries, error envelopes, request ids."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from octavo.engine.store.store import MissingError, StoreConflictError
from octavo.errors import AppError, InputError, StorageFullError
from octavo.protocol.envelope import ErrorObject, ErrorResponse
from octavo.protocol.ids import new_id
from octavo.protocol.phrases import Phrases, phrases_in, phrases_of
from octavo.words import later

_log = logging.getLogger(__name__)

M = TypeVar("M", bound=BaseModel)
R = TypeVar("R")

MAX_BODY = 16 * 1024 * 1024
"""Bytes of a JSON body; a message has at most 256,000 characters, a batch 2,000 files."""


class RequestError(Exception):
    """A request that is answered with an error envelope.

    Args:
        message: What is wrong and what would be right.
        status: HTTP status.
        param: The field concerned.
        code: A machine-readable code.
        phrases: What it takes to say it in another language.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        param: str | None = None,
        code: str | None = None,
        phrases: Phrases | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.phrases = phrases
        self.status = status
        self.param = param
        self.code = code


def not_found(noun: str, id: str) -> RequestError:  # noqa: A002 - the interface's own word
    """Return the error for an id that nothing has."""
    gone = later("There is nothing with the id “{id}” here any more.", id=id)
    return RequestError(f"No {noun} found with id '{id}'.", status=404, phrases=phrases_in(gone))


def reply(body: BaseModel, status: int = 200) -> Response:
    """Answer with a wire model."""
    return Response(body.model_dump_json(), status, media_type="application/json")


def error_reply(
    message: str,
    status: int,
    *,
    type: str | None = None,  # noqa: A002 - the wire's own name
    param: str | None = None,
    code: str | None = None,
    phrases: Phrases | None = None,
) -> Response:
    """Answer with an error envelope."""
    kind = type or ("invalid_request_error" if status < 500 else "server_error")
    error = ErrorObject(message=message, type=kind, param=param, code=code, phrases=phrases)
    return reply(ErrorResponse(error=error), status)


async def body(request: Request, model: type[M]) -> M:
    """Read and check a JSON body; an empty one counts as no fields.

    Raises:
        RequestError: 400 with the field that is wrong, 413 for a body that is too large.
    """
    received = bytearray()
    async for part in request.stream():
        received += part
        if len(received) > MAX_BODY:
            raise RequestError("The request body is too large.", status=413)
    try:
        return model.model_validate_json(bytes(received) or b"{}", strict=True)
    except ValidationError as error:
        raise invalid(error, _parsed(received)) from error


async def while_wanted(request: Request, work: Awaitable[R]) -> R:
    """Do work whose request has been read, and end it if whoever asked goes away.

    Raises:
        ClientDisconnect: they did.
    """
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        for task in (working, leaving):
            task.cancel()
        await asyncio.wait({working, leaving})


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def query(request: Request, model: type[M]) -> M:
    """Check the query parameters; those of the form ``name[]`` are left to their route.

    Raises:
        RequestError: 400 with the parameter that is wrong.
    """
    given = {name: value for name, value in request.query_params.items() if "[" not in name}
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise invalid(error, given) from error


def invalid(error: ValidationError, given: object) -> RequestError:
    """Return the error that says what is wrong with the first wrong field.

    Args:
        error: What the model says.
        given: What was sent, parsed; it tells the fields from the model's own words for a choice.
    """
    errors = error.errors(include_url=False, include_context=False)
    if errors[0]["type"] == "json_invalid":
        return RequestError(f"The request body is not valid JSON: {errors[0]['msg']}.")
    places = [_place(one["loc"], given, one["type"]) for one in errors]
    # Where a field may be of several kinds, each says why it is not its own. That it is no text
    # helps nobody who sent a list: what is wrong with the list does.
    same = [one for one, place in zip(errors, places, strict=True) if place[:1] == places[0][:1]]
    first = next((one for one in same if not one["type"].endswith("_type")), same[0])
    param = ".".join(_place(first["loc"], given, first["type"])) or None
    if first["type"] == "missing":
        return RequestError(f"Missing required parameter: '{param}'.", param=param)
    if first["type"] == "extra_forbidden":
        return RequestError(f"Unknown parameter: '{param}'.", param=param)
    words = first["msg"].removeprefix("Value error, ")
    words = words[:1].lower() + words[1:]
    where = f" for '{param}'" if param else ""
    return RequestError(f"Invalid value{where}: {words}.", param=param)


def _place(loc: tuple[int | str, ...], given: object, kind: str) -> list[str]:
    """Return the path of a field as it was sent, without the names of a model's alternatives."""
    path: list[str] = []
    for depth, part in enumerate(loc, 1):
        match given:
            case dict() if part in given:
                given = given[part]
            case list() if isinstance(part, int) and part < len(given):
                given = given[part]
            case _ if kind != "missing" or depth < len(loc):
                continue
        path.append(str(part))
    return path


def _parsed(body: bytes | bytearray) -> object:
    try:
        parsed: object = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        return None  # the model has said so already
    return parsed


async def _on_request_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestError)  # noqa: S101 - registered for this class only
    return error_reply(
        error.message,
        error.status,
        param=error.param,
        code=error.code,
        phrases=error.phrases,
    )


async def _on_http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = {
        404: f"Unknown address: {request.method} {request.url.path}.",
        405: f"{request.method} is not allowed here.",
    }
    return error_reply(words.get(status, str(error)), status)


async def _on_store_error(_: Request, error: Exception) -> Response:
    return error_reply(str(error), 404 if isinstance(error, MissingError) else 400)


async def _on_app_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)  # noqa: S101 - registered for this class only
    phrases = phrases_of(error)
    if isinstance(error, StorageFullError):
        return error_reply(error.english, 507, code="storage_full", phrases=phrases)
    status = 400 if isinstance(error, InputError) else 500
    return error_reply(error.english, status, phrases=phrases)


async def _on_disconnect(_: Request, __: Exception) -> Response:
    return Response(status_code=499)


HANDLERS = {
    RequestError: _on_request_error,
    HTTPException: _on_http_error,
    StoreConflictError: _on_store_error,
    MissingError: _on_store_error,
    AppError: _on_app_error,
    ClientDisconnect: _on_disconnect,
}
"""What a route may raise, and how it becomes a reply."""


def error_object(error: AppError) -> ErrorObject:
    """Return the data of an ``error`` event."""
    phrases = phrases_of(error)
    return ErrorObject(message=error.english, type="server_error", phrases=phrases)


class Guard:
    """Puts ``x-request-id`` on every reply and turns a bug into a plain 500."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def with_id(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [
                    *message.get("headers", ()),
                    (b"x-request-id", new_id("request").encode()),
                ]
            await send(message)

        try:
            await self._app(scope, receive, with_id)
        except Exception:
            _log.exception("bug while answering %s %s", scope["method"], scope["path"])
            if started:
                raise
            answer = error_reply("An unexpected error happened in the engine.", 500)
            await answer(scope, receive, with_id)
