"""The transport to a server: httpx over sockets, bound to one address and its access token."""

from __future__ import annotations

import logging
import ssl

import httpx

from octavo.wire.addresses import bearer, check_base_url, is_loopback, same_origin

_log = logging.getLogger(__name__)

# Servers close idle connections after five seconds or more (uvicorn: five); closing ours earlier
# keeps a request from meeting a connection that is just going away.
_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=3.0)


class HttpTransport(httpx.AsyncBaseTransport):
    """Carries requests to a server, and the token to this server only.

    Certificates are checked against the system's trust store. Redirects are not followed and
    environment variables that name proxies are not read.

    Args:
        base_url: The address up to and with the version, such as ``https://docs.example/v1``.
        token: The access token, sent as a bearer token.
        ssl_context: Replaces the default certificate check.

    Raises:
        InputError: The address or the token cannot be used.
    """

    def __init__(
        self,
        base_url: str,
        token: str | None = None,
        *,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._base_url = check_base_url(base_url)
        self._authorization = None if token is None else bearer(token)
        if self._base_url.scheme == "http" and not is_loopback(self._base_url.host):
            _log.warning("the connection to %s is not encrypted", self._base_url.host)
        self._inner = httpx.AsyncHTTPTransport(
            verify=ssl_context or ssl.create_default_context(), trust_env=False, limits=_LIMITS
        )

    @property
    def base_url(self) -> str:
        """The address that this transport is bound to."""
        return str(self._base_url)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request if it goes to this transport's server.

        Raises:
            httpx.UnsupportedProtocol: The request goes elsewhere.
        """
        if not same_origin(request.url, self._base_url):
            raise httpx.UnsupportedProtocol(
                "this transport is bound to another server", request=request
            )
        if self._authorization is not None:
            request.headers["authorization"] = self._authorization
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._inner.aclose()
