"""Addresses and tokens: what may be asked, where a token may go, how ids become paths."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from urllib.parse import quote

import httpx

from octavo.errors import InputError
from octavo.words import later

_EXAMPLE = later("Write it in full, such as http://127.0.0.1:8080/v1.")
_HOST = re.compile(rb"[\w.:-]+")


def check_base_url(text: str) -> httpx.URL:
    """Return the address of a server without a slash at its end.

    Raises:
        InputError: It is not an http or https address, or carries a name, password or query.
    """
    try:
        url = httpx.URL(text.strip())
    except httpx.InvalidURL as error:
        raise InputError(
            later("“{text}” is not an address: {error}.", text=text, error=error), hint=_EXAMPLE
        ) from None
    if url.scheme not in {"http", "https"} or not _HOST.fullmatch(url.raw_host):
        raise InputError(
            later("“{text}” is not an http or https address.", text=text), hint=_EXAMPLE
        )
    if url.userinfo or url.query or url.fragment:
        raise InputError(
            later(
                "The address of {host} must not carry a name, a password or a query.", host=url.host
            ),
            hint=later("Give an access token on its own."),
        )
    return url.copy_with(raw_path=url.raw_path.rstrip(b"/"))


def bearer(token: str) -> str:
    """Return the ``authorization`` header for a token.

    Raises:
        InputError: It is empty or holds characters that cannot be sent.
    """
    token = token.strip()
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise InputError(later("The access token is empty or holds characters that no token has."))
    return f"Bearer {token}"


def same_origin(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether both addresses name the same scheme, host and port."""
    return _origin(one) == _origin(other)


def origin_of(url: httpx.URL) -> str:
    """Return scheme, host and port, the port only where it is not the scheme's own."""
    host = f"[{url.host}]" if ":" in url.host else url.host
    port = "" if url.port is None else f":{url.port}"
    return f"{url.scheme}://{host}{port}"


def is_loopback(host: str) -> bool:
    """Whether a host is this computer itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port or {"http": 80, "https": 443}.get(url.scheme)


def path_of(*parts: str) -> str:
    """Join collection names and ids to a path; every part stays one part.

    Raises:
        InputError: A part is empty or would name another place.
    """
    for part in parts:
        if part.strip() in {"", ".", ".."}:
            raise InputError(later("{part!r} is not an id.", part=part))
    return "".join("/" + quote(part, safe="") for part in parts)


Query = Sequence[tuple[str, str]]


def query_of(**fields: str | int | Sequence[str] | None) -> Query:
    """Return the fields that were given; a sequence becomes ``name[]`` once for each item."""
    pairs: list[tuple[str, str]] = []
    for name, value in fields.items():
        if value is None:
            continue
        if isinstance(value, str | int):
            pairs.append((name, str(value)))
        else:
            pairs.extend((f"{name}[]", item) for item in value)
    return pairs
