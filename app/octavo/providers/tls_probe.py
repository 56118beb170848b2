"""Finds out whether TLS is spoken where an ``http://`` address only hangs up.

The hello of a handshake is sent, and nothing else: no key, no question. What comes back says enough
by its first bytes, so no certificate is needed, and none is taken for good.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl

import httpx

_HANDSHAKE, _ALERT = 22, 21
"""Kinds of TLS records (RFC 8446, 5.1): the answer to a hello, or why there is none."""

_MAJOR = 3
"""First byte of the version in every record of TLS."""


async def speaks_tls(url: httpx.URL, *, within: float) -> bool:
    """Tell whether whoever listens at an address answers to a hello of TLS.

    Args:
        url: The address; its scheme does not count, its port does.
        within: Seconds for it; who takes longer speaks none.
    """
    with contextlib.suppress(OSError, TimeoutError, asyncio.IncompleteReadError):
        async with asyncio.timeout(within):
            reader, writer = await asyncio.open_connection(url.host, url.port or 80)
            try:
                writer.write(_hello(url.host))
                kind, major = await reader.readexactly(2)
                return kind in {_HANDSHAKE, _ALERT} and major == _MAJOR
            finally:
                writer.transport.abort()
    return False


def _hello(host: str) -> bytes:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    sent = ssl.MemoryBIO()
    beginning = context.wrap_bio(ssl.MemoryBIO(), sent, server_hostname=host)
    with contextlib.suppress(ssl.SSLWantReadError):
        beginning.do_handshake()
    return sent.read()
