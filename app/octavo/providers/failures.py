"""From what goes wrong on the way to a host to an error that names what has to be put right."""

from __future__ import annotations

import contextlib
import errno
import re
import socket
import ssl
from collections.abc import Sequence

import httpx

from octavo.errors import ProviderError, Text
from octavo.wire.refusals import envelope, phrase, text_of, words
from octavo.words import Later, later

_NO_TLS = {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG"}
"""OpenSSL's words for an answer that is no TLS at all."""

_WANTS_TLS = re.compile(rb"(?i)https (?:port|server)")
"""In what web servers say to who speaks plain HTTP where TLS is spoken."""

_TOO_LONG = re.compile(r"context[ _](?:length|size|window)|too many tokens|exceeds? the .*tokens")
_NO_MODEL = re.compile(r"\bmodel\b.*(?:not found|does not exist)")
_SHOWN = 300
"""Characters of a host's own words that are shown."""


class TooLongError(ProviderError):
    """The request has more tokens than the model takes."""


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


class RefusedError(ProviderError):
    """The host refuses the request itself.

    Args:
        words: The host's own, in lower case, to look for the field that it does not take.
    """

    def __init__(self, message: Text, *, status: int, words: str) -> None:
        super().__init__(message, part="reply", status=status)
        self.words = words


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
                reason=words(str(cause.reason))[:_SHOWN],
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


def from_status(status: int, body: bytes, host: str, key: str | None) -> ProviderError:
    """Return the error for a reply that says no.

    Args:
        status: HTTP status code.
        body: The beginning of the reply.
        host: Who says so.
        key: The key that was sent; should the host repeat it, it is not shown.
    """
    fields = envelope(body)
    said = text_of(fields.get("message")) or text_of(fields.get("detail")) or ""
    if key:
        said = said.replace(key, "…")
    said = said if len(said) <= _SHOWN else said[:_SHOWN] + "…"
    code = (text_of(fields.get("code")) or text_of(fields.get("type")) or "").lower()
    quoted: Text = (
        f": {said.rstrip('.')}"
        if said
        else later(" with status {status}{phrase}", status=status, phrase=phrase(status))
    )
    if status in {401, 403}:
        return ProviderError(
            later("{host} does not accept the key{quoted}.", host=host, quoted=quoted)
            if key
            else later("{host} needs a key{quoted}.", host=host, quoted=quoted),
            part="key",
            hint=later("Check the key of this provider."),
            status=status,
        )
    if status == 404:
        return _not_found(said, code, quoted, host)
    if status == 429:
        return ProviderError(
            later("{host} takes no more requests now{quoted}.", host=host, quoted=quoted),
            part="limit",
            hint=later("Wait a little, or look at the limits of your account there."),
            status=status,
        )
    if status == 400 and not said and _WANTS_TLS.search(body):
        return _unencrypted(status, host)
    if status in {400, 413, 422}:
        return _refused(status, said, code, quoted, host)
    return ProviderError(
        later("{host} failed{quoted}.", host=host, quoted=quoted),
        part="reply",
        hint=later("Try again later."),
        status=status,
    )


def from_stream(error: object, host: str) -> ProviderError:
    """Return the error for a failure that a host tells of after it has begun to answer.

    Args:
        error: The error's fields, or its words.
        host: Who tells.
    """
    fields = error if isinstance(error, dict) else {"message": error}
    code = (text_of(fields.get("code")) or text_of(fields.get("type")) or "").lower()
    told = words(str(fields.get("message") or ""))[:_SHOWN].rstrip(".")
    reason: Text = told or later("it does not say why")
    if "context_length" in code or _TOO_LONG.search(told.lower()):
        return TooLongError(
            later(
                "The question and its passages are too long for the model at {host}: {reason}.",
                host=host,
                reason=reason,
            ),
            part="limit",
            hint=later("Set a smaller context for this provider."),
        )
    if "rate_limit" in code:
        return ProviderError(
            later("{host} takes no more requests now: {reason}.", host=host, reason=reason),
            part="limit",
            hint=later("Wait a little, or look at the limits of your account there."),
            status=429,
        )
    if code == "model_not_found" or _NO_MODEL.search(told.lower()):
        return _not_found(told, "model", f": {told}" if told else "", host)
    return ProviderError(
        later("The model at {host} failed: {reason}.", host=host, reason=reason),
        part="reply",
        hint=later("Ask again."),
    )


def from_redirect(location: str, host: str, key: str | None = None) -> ProviderError:
    """Return the error for a redirect; none is followed, and so no key goes elsewhere.

    Args:
        location: Where to, as the host says; what stands behind the path is not shown.
        host: Who says so.
        key: The key that was sent; should the host repeat it, it is not shown.
    """
    location = re.split(r"[?#]", location, maxsplit=1)[0]
    if key:
        location = location.replace(key, "…")
    return ProviderError(
        later(
            "{host} sends the request on to {location}, which is not followed.",
            host=host,
            location=words(location)[:_SHOWN] or later("another place"),
        ),
        part="address",
        hint=later("If that is the right place, set the address of this provider to it."),
    )


def late(host: str) -> ProviderError:
    """Return the error for a host that takes too long."""
    return ProviderError(
        later("{host} did not answer in time.", host=host),
        part="reply",
        hint=later("The model may be busy, or too large for the computer that it runs on."),
    )


def stuck(host: str) -> ProviderError:
    """Return the error for a host that takes too long for what needs no model."""
    return ProviderError(
        later("{host} did not answer in time.", host=host),
        part="reply",
        hint=later("Check that the address is right and that the program there is not stuck."),
    )


def broken(host: str, reason: Later) -> ProviderError:
    """Return the error for an answer that makes no sense or does not end as it should."""
    return ProviderError(
        later("The answer of {host} {reason}.", host=host, reason=reason),
        part="reply",
        hint=later("Ask again."),
    )


def wants_tls(host: str) -> ProviderError:
    """Return the error for a host that hangs up on http, and answers as https does."""
    return ProviderError(
        later("{host} hung up, but answers to https: it takes encrypted connections.", host=host),
        part="address",
        hint=later("Write its address with https:// instead of http://."),
    )


def _unencrypted(status: int, host: str) -> ProviderError:
    return ProviderError(
        later("{host} takes encrypted connections only.", host=host),
        part="address",
        hint=later("Check whether the address begins with http:// or https://."),
        status=status,
    )


def _refused(status: int, said: str, code: str, quoted: Text, host: str) -> ProviderError:
    if "context_length" in code or _TOO_LONG.search(said.lower()):
        return TooLongError(
            later(
                "The question and its passages are too long for the model at {host}{quoted}.",
                host=host,
                quoted=quoted,
            ),
            part="limit",
            hint=later("Set a smaller context for this provider."),
            status=status,
        )
    return RefusedError(
        later("{host} refuses the request{quoted}.", host=host, quoted=quoted),
        status=status,
        words=said.lower(),
    )


def _not_found(said: str, code: str, quoted: Text, host: str) -> ProviderError:
    if "model" in code or "model" in said.lower():
        return ProviderError(
            later("{host} does not have the model{quoted}.", host=host, quoted=quoted),
            part="model",
            hint=later("Choose one of the models that are there."),
            status=404,
        )
    return ProviderError(
        later("{host} has nothing at this address{quoted}.", host=host, quoted=quoted),
        part="address",
        hint=later("Check the address: for most hosts it ends in /v1."),
        status=404,
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
    return words(said)[:_SHOWN]


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
    return words(str(failure))[:_SHOWN].rstrip(".") or type(failure).__name__
