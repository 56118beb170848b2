"""Stands before the engine in server mode: token, Host header, and no page from elsewhere."""

from __future__ import annotations

import hmac
import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from octavo.protocol.envelope import ErrorObject, ErrorResponse
from octavo.protocol.ids import new_id

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Guard:
    """Lets a request pass to the application if it names us as host and carries the token.

    A page in a browser can be made to send requests here under another name (DNS rebinding):
    those are refused by their Host header. What a page of another site sends is refused by its
    Origin header, whatever token it has; pages from this computer and from the proxy's name are
    let in. There is no CORS, so no page may read a reply.

    Args:
        app: The engine.
        token: What clients must send as ``Authorization: Bearer``.
        port: Where we listen.
        public_name: The name of a TLS proxy in front; its requests carry it as host.
    """

    def __init__(
        self, app: ASGIApp, token: str, *, port: int, public_name: str | None = None
    ) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()
        self._hosts = {f"{name}:{port}" for name in _LOOPBACK}
        if port == 80:
            self._hosts |= set(_LOOPBACK)
        self._public_name = public_name.lower() if public_name else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with 421, 403 or 401, or hand the request on."""
        if scope["type"] != "http":  # the engine knows no other kind
            return
        headers = Headers(scope=scope)
        if not self._is_ours(headers.getlist("host")):
            refusal = _refusal(421, "This address is not one of Octavo's.", "wrong_host")
            await refusal(scope, receive, send)
            return
        if not all(self._is_near(origin) for origin in headers.getlist("origin")):
            message = "A web page from elsewhere may not use Octavo."
            await _refusal(403, message, "foreign_origin")(scope, receive, send)
            return
        given = headers.getlist("authorization")
        if len(given) != 1 or not self._is_token(given[0]):
            refusal = _refusal(401, "The token is missing or wrong.", "invalid_api_key")
            refusal.headers["www-authenticate"] = "Bearer"
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, hosts: list[str]) -> bool:
        if len(hosts) != 1:
            return False
        host = hosts[0].lower()
        if self._public_name is not None and host.partition(":")[0] == self._public_name:
            return True
        return host in self._hosts

    def _is_near(self, origin: str) -> bool:
        """Tell whether a page is one from this computer, or from the proxy's own name."""
        try:
            page = urlsplit(origin.lower())
            host = page.hostname or ""
        except ValueError:
            return False
        if page.scheme not in {"http", "https"}:  # also "null": a page that hides where it is from
            return False
        if host in {"localhost", self._public_name}:
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    def _is_token(self, given: str) -> bool:
        kind, _, token = given.partition(" ")
        sent = f"{kind.capitalize()} {token.strip()}"
        return hmac.compare_digest(sent.encode("utf-8", "surrogateescape"), self._expected)


def _refusal(status: int, message: str, code: str) -> JSONResponse:
    error = ErrorObject(message=message, type="invalid_request_error", param=None, code=code)
    return JSONResponse(
        ErrorResponse(error=error).model_dump(mode="json"),
        status_code=status,
        headers={"x-request-id": new_id("request")},
    )
