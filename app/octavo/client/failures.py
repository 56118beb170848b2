"""From what goes wrong on the way to the errors that people see."""

from __future__ import annotations

from typing import Any

import httpx
from pydantic import TypeAdapter, ValidationError

from octavo.errors import (
    ApiConnectionError,
    ApiError,
    ApiReplyError,
    ApiStatusError,
    ApiTimeoutError,
    StorageFullError,
)
from octavo.protocol.phrases import Phrases, retold
from octavo.wire.refusals import envelope, phrase, text_of, words
from octavo.words import later

_PHRASES: TypeAdapter[Phrases | None] = TypeAdapter(Phrases | None)
_HINTS = {
    401: later("Check the access token."),
    403: later("The access token does not allow this."),
    429: later("Wait a little, then try again."),
}


def from_transport(failure: httpx.TransportError, method: str, url: httpx.URL) -> ApiError:
    """Return the error for a failed exchange.

    Args:
        failure: What the transport raised; it is made to forget the request, which holds the token.
        method: Of the request.
        url: Of the request.
    """
    failure.request = httpx.Request(method, url)
    where = f"{method} {url.path}"
    host = words(url.host)
    if isinstance(failure, httpx.ConnectTimeout | httpx.PoolTimeout):
        return ApiTimeoutError(
            later("{host} did not take the connection in time ({where}).", host=host, where=where),
            hint=later("Check the address and the network, then try again."),
        )
    if isinstance(failure, httpx.TimeoutException):
        return ApiTimeoutError(
            later("{host} did not answer in time ({where}).", host=host, where=where)
        )
    if isinstance(failure, httpx.ConnectError):
        return ApiConnectionError(
            later(
                "{host} cannot be reached: {reason} ({where}).",
                host=host,
                reason=_reason(failure),
                where=where,
            ),
            hint=later("Check the address and the network, then try again."),
        )
    return ApiConnectionError(
        later(
            "The connection to {host} broke: {reason} ({where}).",
            host=host,
            reason=_reason(failure),
            where=where,
        )
    )


def from_status(status: int, headers: httpx.Headers, body: bytes) -> ApiStatusError:
    """Return the error for a reply that says no.

    The envelope is ``{"error": {message, type, param, code}}``; proxies and other servers send
    HTML, plain text or other JSON, of which the status is told and JSON's ``message`` or
    ``detail`` if there is one.

    Args:
        status: HTTP status code.
        headers: Of the reply.
        body: The beginning of the reply's body.
    """
    fields = envelope(body)
    message = text_of(fields.get("message")) or text_of(fields.get("detail"))
    code = text_of(fields.get("code"))
    title, hint = None, _HINTS.get(status)
    if code == "storage_full":  # its message says what to do
        title = StorageFullError.default_title
    elif hint is None and status >= 500:
        hint = later("Try again later.")
    return ApiStatusError(
        retold(message, _phrases(fields))
        if message
        else later(
            "The server answered with status {status}{phrase}.",
            status=status,
            phrase=phrase(status),
        ),
        status=status,
        type=text_of(fields.get("type")) or "api_error",
        param=text_of(fields.get("param")),
        code=code,
        request_id=headers.get("x-request-id"),
        title=title,
        hint=hint,
    )


def from_redirect(status: int, headers: httpx.Headers, target: str) -> ApiStatusError:
    """Return the error for a redirect that is not followed."""
    return ApiStatusError(
        later(
            "The server sends this request on to {target}, which is not followed.",
            target=words(target),
        ),
        status=status,
        type="redirect_refused",
        code="redirect_refused",
        request_id=headers.get("x-request-id"),
        hint=later("If that is the right place, set the address to it."),
    )


def not_understood(error: ValidationError, where: str, content_type: str) -> ApiReplyError:
    """Return the error for a body that is not what the interface says; it tells no content.

    Args:
        error: What the wire model says.
        where: The call, such as ``GET /threads``.
        content_type: Of the reply; may be empty.
    """
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    reason = f"{field}: {first['msg']}" if field else first["msg"]
    kind = (
        later(" as {kind}", kind=words(content_type)) if "json" not in content_type.lower() else ""
    )
    return ApiReplyError(
        later(
            "The answer to {where} came{kind} and makes no sense: {reason}.",
            where=where,
            kind=kind,
            reason=words(reason),
        )
    )


def _phrases(fields: dict[str, Any]) -> Phrases | None:
    """Return what it takes to say an envelope's message otherwise, if Octavo sent it."""
    try:
        return _PHRASES.validate_python(fields.get("phrases"))
    except ValidationError:
        return None


def _reason(failure: httpx.TransportError) -> str:
    return words(str(failure)).rstrip(".") or type(failure).__name__
