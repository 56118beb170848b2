"""Replies that cannot be read: what came back is named by its kind, never by what stands in it."""

from __future__ import annotations

import re

from octavo.errors import ProviderError, Text
from octavo.providers.failures import from_stream
from octavo.wire.refusals import envelope, words
from octavo.words import later, later_many

_LONGEST_KIND = 80
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)", re.IGNORECASE)


def no_json(kind: str, content: bytes, host: str) -> ProviderError:
    """Return the error for a whole reply that is no JSON.

    Args:
        kind: Its content type, as the host says, in lower case and without parameters.
        content: The reply.
        host: Who sent it.
    """
    what = _what(kind, content)
    return ProviderError(
        later("{host} answers with {what} instead of a model's reply.", host=host, what=what),
        part="address",
        hint=later("Check the address: for most hosts it ends in /v1."),
    )


def no_stream(kind: str, begun: bytes, host: str) -> ProviderError:
    """Return the error for a reply that is no stream; one that tells of a failure is that failure.

    Args:
        kind: Its content type, as the host says, in lower case and without parameters.
        begun: Its beginning, or all of it.
        host: Who sent it.
    """
    if not _is_json(kind):
        return no_json(kind, begun, host)
    fields = envelope(begun)
    if fields.get("message"):
        return from_stream(fields, host)
    return ProviderError(
        later("{host} answers with JSON in one piece instead of a stream.", host=host),
        part="address",
        hint=later(
            "Check the address, and whether the program there can send an answer while it is"
            " written."
        ),
    )


def no_event(data: str, host: str, *, is_json: bool = False) -> ProviderError:
    """Return the error for an event of a stream that brings no piece of an answer.

    Args:
        data: What it brings; told are only its kind and its length.
        host: Who sent it.
        is_json: Whether it is JSON, though of another shape.
    """
    what: Text = later("JSON of another shape") if is_json else _what("", data.encode())
    return ProviderError(
        later(
            "Within its answer {host} sends {what}, which cannot be read.",
            host=host,
            what=what,
        ),
        part="reply",
        hint=later(
            "Ask again. If it stays so, choose the other interface of this provider, or look at"
            " what the program there writes into its log."
        ),
    )


def _what(kind: str, content: bytes) -> Text:
    """Return what came back, in words that give nothing of it away."""
    n = len(content)
    if not content.strip():
        what: Text = later("nothing at all")
    elif "html" in kind or _PAGE.match(content):
        what = later("a web page")
    elif kind == "text/event-stream":
        what = later("a stream of events")
    elif _is_json(kind) or (not kind and content.lstrip()[:1] in {b"{", b"["}):
        what = later_many(
            "{n} byte of JSON that is damaged or cut off",
            "{n:,} bytes of JSON that is damaged or cut off",
            n,
        )
    elif kind and not kind.startswith("text/"):
        named = words(kind)[:_LONGEST_KIND]
        what = later_many("{n} byte of {kind}", "{n:,} bytes of {kind}", n, kind=named)
    elif _BINARY.search(content):
        what = later_many("{n} byte that is no text", "{n:,} bytes that are no text", n)
    else:
        what = later_many("{n} byte of plain text", "{n:,} bytes of plain text", n)
    return what


def _is_json(kind: str) -> bool:
    return kind == "application/json" or kind.endswith("+json")
