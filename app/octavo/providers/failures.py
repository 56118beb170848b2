"""From what a host says, or fails to say, to an error that names what has to be put right."""

from __future__ import annotations

import re

from octavo.errors import ProviderError, Text
from octavo.wire.refusals import envelope, phrase, text_of, words
from octavo.words import Later, later

_WANTS_TLS = re.compile(rb"(?i)https (?:port|server)")
"""In what web servers say to who speaks plain HTTP where TLS is spoken."""

_TOO_LONG = re.compile(r"context[ _](?:length|size|window)|too many tokens|exceeds? the .*tokens")
_NO_MODEL = re.compile(r"\bmodel\b.*(?:not found|does not exist)")
SHOWN = 300
"""Characters of a host's own words that are shown."""


class TooLongError(ProviderError):
    """The request has more tokens than the model takes."""


class RefusedError(ProviderError):
    """The host refuses the request itself.

    Args:
        words: The host's own, in lower case, to look for the field that it does not take.
    """

    def __init__(self, message: Text, *, status: int, words: str) -> None:
        super().__init__(message, part="reply", status=status)
        self.words = words


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
    said = said if len(said) <= SHOWN else said[:SHOWN] + "…"
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
    told = words(str(fields.get("message") or ""))[:SHOWN].rstrip(".")
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
            location=words(location)[:SHOWN] or later("another place"),
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
