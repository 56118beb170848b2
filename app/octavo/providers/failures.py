"""From what goes wrong on the way to a host to an error that names what has to be put right."""

from __future__ import annotations

import contextlib
import errno
import re
import socket
import ssl

import httpx

from octavo.errors import ProviderError
from octavo.wire.refusals import envelope, phrase, text_of, words

_TOO_LONG = re.compile(r"context[ _](?:length|size|window)|too many tokens|exceeds? the .*tokens")
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
            f"This computer is offline, so {host} cannot be reached.",
            part="network",
            hint="Quotes from the documents need no network.",
        )


class RefusedError(ProviderError):
    """The host refuses the request itself.

    Args:
        words: The host's own, in lower case, to look for the field that it does not take.
    """

    def __init__(self, message: str, *, status: int, words: str) -> None:
        super().__init__(message, part="reply", status=status)
        self.words = words


def from_transport(
    failure: httpx.TransportError, host: str, *, is_local: bool = False
) -> ProviderError:
    """Return the error for a connection that failed; ``is_local`` if it needs no network."""
    causes = _causes(failure)
    if not is_local and any(_is_no_way(cause) for cause in causes) and is_offline():
        return OfflineError(host)
    for cause in causes:
        if (error := _from_cause(cause, host)) is not None:
            return error
    if isinstance(failure, httpx.ProxyError):
        return ProviderError(
            f"The proxy does not lead to {host}: {_reason(failure)}.",
            part="address",
            hint="Check the proxy.",
        )
    if isinstance(failure, httpx.ReadTimeout | httpx.WriteTimeout):
        return late(host)
    if isinstance(failure, httpx.ConnectError | httpx.TimeoutException):
        return ProviderError(
            f"{host} cannot be reached: {_reason(failure)}.",
            part="address",
            hint="Check that the address is right and that the program there is running.",
        )
    return ProviderError(
        f"The connection to {host} broke: {_reason(failure)}.", part="reply", hint="Ask again."
    )


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
        reason = (cause.verify_message or cause.reason or str(cause)).rstrip(".")
        return ProviderError(
            f"The certificate of {host} is not trusted: {words(reason)[:_SHOWN]}.",
            part="certificate",
            hint="If a company's own authority signed it, give its file of certificates.",
        )
    if isinstance(cause, ssl.SSLError):
        return ProviderError(
            f"{host} does not speak TLS as it should: {words(str(cause.reason))[:_SHOWN]}.",
            part="certificate",
            hint="Check whether the address begins with http:// or https://.",
        )
    if isinstance(cause, socket.gaierror):
        return ProviderError(
            f"There is no host named {host}, or the network is down.",
            part="address",
            hint="Check the address and the network.",
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
    quoted = f": {said.rstrip('.')}" if said else f" with status {status}{phrase(status)}"
    if status in {401, 403}:
        return ProviderError(
            f"{host} does not accept the key{quoted}." if key else f"{host} needs a key{quoted}.",
            part="key",
            hint="Check the key of this provider.",
            status=status,
        )
    if status == 404:
        return _not_found(said, code, quoted, host)
    if status == 429:
        return ProviderError(
            f"{host} takes no more requests now{quoted}.",
            part="limit",
            hint="Wait a little, or look at the limits of your account there.",
            status=status,
        )
    if status in {400, 413, 422}:
        if "context_length" in code or _TOO_LONG.search(said.lower()):
            return TooLongError(
                f"The question and its passages are too long for the model at {host}{quoted}.",
                part="limit",
                hint="Set a smaller context for this provider.",
                status=status,
            )
        return RefusedError(
            f"{host} refuses the request{quoted}.", status=status, words=said.lower()
        )
    return ProviderError(
        f"{host} failed{quoted}.", part="reply", hint="Try again later.", status=status
    )


def from_stream(error: object, host: str) -> ProviderError:
    """Return the error for a failure that a host tells of after it has begun to answer.

    Args:
        error: The error's fields, or its words.
        host: Who tells.
    """
    fields = error if isinstance(error, dict) else {"message": error}
    code = (text_of(fields.get("code")) or text_of(fields.get("type")) or "").lower()
    reason = words(str(fields.get("message") or "it does not say why"))[:_SHOWN].rstrip(".")
    if "context_length" in code or _TOO_LONG.search(reason.lower()):
        return TooLongError(
            f"The question and its passages are too long for the model at {host}: {reason}.",
            part="limit",
            hint="Set a smaller context for this provider.",
        )
    if "rate_limit" in code:
        return ProviderError(
            f"{host} takes no more requests now: {reason}.",
            part="limit",
            hint="Wait a little, or look at the limits of your account there.",
            status=429,
        )
    return ProviderError(f"The model at {host} failed: {reason}.", part="reply", hint="Ask again.")


def from_redirect(location: str, host: str) -> ProviderError:
    """Return the error for a redirect; none is followed, and so no key goes elsewhere."""
    return ProviderError(
        f"{host} sends the request on to {words(location)[:_SHOWN] or 'another place'},"
        " which is not followed.",
        part="address",
        hint="If that is the right place, set the address of this provider to it.",
    )


def no_events(kind: str, host: str) -> ProviderError:
    """Return the error for a reply of another kind than asked for."""
    what = "a web page" if "html" in kind else words(kind)[:80] or "something of no kind"
    return ProviderError(
        f"{host} answers with {what} instead of a model's reply.",
        part="address",
        hint="Check the address: for most hosts it ends in /v1.",
    )


def late(host: str) -> ProviderError:
    """Return the error for a host that takes too long."""
    return ProviderError(
        f"{host} did not answer in time.",
        part="reply",
        hint="The model may be busy, or too large for the computer that it runs on.",
    )


def broken(host: str, reason: str) -> ProviderError:
    """Return the error for an answer that makes no sense or does not end as it should."""
    return ProviderError(f"The answer of {host} {reason}.", part="reply", hint="Ask again.")


def _not_found(said: str, code: str, quoted: str, host: str) -> ProviderError:
    if "model" in code or "model" in said.lower():
        return ProviderError(
            f"{host} does not have the model{quoted}.",
            part="model",
            hint="Choose one of the models that are there.",
            status=404,
        )
    return ProviderError(
        f"{host} has nothing at this address{quoted}.",
        part="address",
        hint="Check the address: for most hosts it ends in /v1.",
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


def _reason(failure: httpx.TransportError) -> str:
    return words(str(failure))[:_SHOWN].rstrip(".") or type(failure).__name__
