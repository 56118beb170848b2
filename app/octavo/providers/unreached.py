"""From a connection that failed to an error that names what has to be put right."""

from __future__ import annotations

import contextlib
import errno
import socket
import ssl
from collections.abc import Sequence

import httpx

from octavo.errors import ProviderError, Text
from octavo.providers.failures import SHOWN, late
from octavo.wire.refusals import words
from octavo.words import later

_NO_TLS = {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG"}
"""OpenSSL's words for an answer that is no TLS at all."""


class OfflineError(ProviderError):
    """This computer has no network.

    Args:
        host: That cannot be reached because of it.
    """

    def __init__(self, host: str) -> None:
        super().__init__(
            later("This computer is offline, so {host} cannot be reached.", host=host),
            part="network",
            hint=later("Quotes from the documents need no network."),
        )


def from_transport(
    failure: httpx.TransportError, host: str, *, is_local: bool = False, proxy: str = ""
) -> ProviderError:
    """Return the error for a connection that failed.

    Args:
        failure: What failed.
        host: That was to be reached.
        is_local: Whether it needs no network.
        proxy: Name and port of what stands in between; empty if nothing does.
    """
    causes = _causes(failure)
    if not is_local and any(_is_no_way(cause) for cause in causes) and is_offline():
        return OfflineError(host)
    if (error := _from_proxy(failure, causes, host, proxy)) is not None:
        return error
    for cause in causes:
        if (error := _from_cause(cause, host)) is not None:
            return error
    if isinstance(failure, httpx.ReadTimeout | httpx.WriteTimeout):
        return late(host)
    if isinstance(failure, httpx.ConnectError | httpx.TimeoutException):
        return ProviderError(
            later("{host} cannot be reached: {reason}.", host=host, reason=_reason(failure)),
            part="address",
            hint=later("Check that the address is right and that the program there is running."),
        )
    return ProviderError(
        later("The connection to {host} broke: {reason}.", host=host, reason=_reason(failure)),
        part="reply",
        hint=later("Ask again. If it stays so, check the address."),
    )


def _from_proxy(
    failure: httpx.TransportError, causes: Sequence[BaseException], host: str, proxy: str
) -> ProviderError | None:
    """Return the error for a proxy that cannot be reached, or leads nowhere; None if neither."""
    is_connecting = isinstance(failure, httpx.ConnectError | httpx.ConnectTimeout)
    if proxy and is_connecting and not any(isinstance(cause, ssl.SSLError) for cause in causes):
        said = later(
            "The proxy {proxy}, which leads to {host}, cannot be reached: {reason}.",
            proxy=proxy,
            host=host,
            reason=_reason(failure),
        )
    elif isinstance(failure, httpx.ProxyError):
        reason = _reason(failure)
        said = later("The proxy does not lead to {host}: {reason}.", host=host, reason=reason)
    else:
        return None
    return ProviderError(said, part="address", hint=later("Check the proxy."))


def is_offline() -> bool:
    """Tell whether no way leads out of this computer. Nothing is sent to find out."""
    for family, address in FAR_AWAY:
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))  # of a datagram socket: only looks for a way
            return False
    return True


FAR_AWAY = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
"""Addresses that are nobody's, set aside for documentation (RFC 5737, RFC 3849)."""


def _is_no_way(cause: BaseException) -> bool:
    """Tell whether a name cannot be looked up, or no way leads to an address."""
    no_way = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN}
    return isinstance(cause, socket.gaierror) or (
        isinstance(cause, OSError) and cause.errno in no_way
    )


def _from_cause(cause: BaseException, host: str) -> ProviderError | None:
    if isinstance(cause, ssl.SSLCertVerificationError):
        return ProviderError(
            later(
                "The certificate of {host} is not trusted: {reason}.",
                host=host,
                reason=_distrust(cause),
            ),
            part="certificate",
            hint=later("If a company's own authority signed it, give its file of certificates."),
        )
    if isinstance(cause, ssl.SSLError) and cause.reason in _NO_TLS:
        return ProviderError(
            later("{host} does not encrypt its connections.", host=host),
            part="certificate",
            hint=later("Check whether the address begins with http:// or https://."),
        )
    if isinstance(cause, ssl.SSLError):
        return ProviderError(
            later(
                "{host} does not speak TLS as it should: {reason}.",
                host=host,
                reason=words(str(cause.reason))[:SHOWN],
            ),
            part="certificate",
            hint=later("Check whether the address begins with http:// or https://."),
        )
    if isinstance(cause, socket.gaierror):
        return ProviderError(
            later("There is no host named {host}, or the network is down.", host=host),
            part="address",
            hint=later("Check the address and the network."),
        )
    return None


def wants_tls(host: str) -> ProviderError:
    """Return the error for a host that hangs up on http, and answers as https does."""
    return ProviderError(
        later("{host} hung up, but answers to https: it takes encrypted connections.", host=host),
        part="address",
        hint=later("Write its address with https:// instead of http://."),
    )


def _causes(failure: BaseException) -> list[BaseException]:
    """Return what a failure comes from, all that failed of several tries included."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [failure]
    while waiting:
        cause = waiting.pop(0)
        if cause is None or cause in found:
            continue
        found.append(cause)
        waiting.append(cause.__cause__ or cause.__context__)
        if isinstance(cause, BaseExceptionGroup):
            waiting.extend(cause.exceptions)
    return found


_DISTRUST = {
    10: later("it has expired"),
    18: later("it is signed by nobody but itself"),
    19: later("an authority that is not known here signed it"),
    20: later("an authority that is not known here signed it"),
    62: later("it is made out for another host"),
    64: later("it is made out for another address"),
}
"""What is wrong with a certificate, by OpenSSL's numbers (``X509_V_ERR_…``)."""


def _distrust(cause: ssl.SSLCertVerificationError) -> Text:
    if (known := _DISTRUST.get(cause.verify_code)) is not None:
        return known
    said = (cause.verify_message or cause.reason or str(cause)).rstrip(".")
    return words(said)[:SHOWN]


def _reason(failure: httpx.TransportError) -> Text:
    causes = _causes(failure)
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return later("nothing answers there")
    if isinstance(failure, httpx.ConnectTimeout):
        return later("it does not answer")
    if isinstance(failure, httpx.RemoteProtocolError | httpx.ReadError | httpx.WriteError):
        said = str(failure).lower()
        if not said or "disconnected" in said or "closed" in said or "reset" in said:
            return later("it hung up")
    return words(str(failure))[:SHOWN].rstrip(".") or type(failure).__name__
