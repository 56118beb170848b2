"""Which links of an answer may be opened, and where they really lead (security: links)."""

from __future__ import annotations

import dataclasses
import ipaddress
import re
from typing import Final
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QUrl

_SCHEMES: Final = ("http", "https", "mailto")
_MAX_LENGTH: Final = 4000
_FORBIDDEN: Final = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Controls, spaces, direction marks, and the backslash, which browsers take for a slash."""

_HOST: Final = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?")
_ADDRESS: Final = re.compile(r"[^@\s/?#,;]+@[^@\s/?#,;]+")
_NAMED_HOST: Final = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:[^\s/@]+@)?((?:[\w-]+\.)+[^\W\d_]{2,})(?::\d+)?", re.IGNORECASE
)
_ENCODED: Final = QUrl.ComponentFormattingOption.FullyEncoded
_FILE_ENDINGS: Final = frozenset({"pdf", "txt", "doc", "docx", "html", "htm", "md", "csv", "xlsx"})


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """A link that may be opened after a confirm.

    Args:
        url: The address, host in ASCII.
        host: The true host (punycode for letters beyond ASCII), or the mail address.
        claimed: Another host that the link's text names, or nothing.
        mail: Whether it opens the mail program.
        encrypted: False where anyone on the way can read along.
    """

    url: str
    host: str
    claimed: str
    mail: bool
    encrypted: bool


def is_allowed(href: str) -> bool:
    """Whether an address may be shown as a link at all."""
    return inspect(href) is not None


def inspect(href: str, label: str = "") -> Link | None:
    """Return what is true of a link, or None if it must not be opened."""
    if len(href) > _MAX_LENGTH or _FORBIDDEN.search(href):
        return None
    scheme, separator, rest = href.partition(":")
    scheme = scheme.lower()
    if not separator or scheme not in _SCHEMES:
        return None
    if scheme == "mailto":
        return _mail(rest, label)
    if not rest.startswith("//"):
        return None
    url = QUrl(href, QUrl.ParsingMode.StrictMode)
    host = _ascii_host(href)
    if not host or not url.isValid() or url.host(_ENCODED).lower().strip("[]") != host.strip("[]"):
        return None
    # a name before the host is there to mislead
    url = url.adjusted(QUrl.ComponentFormattingOption(QUrl.UrlFormattingOption.RemoveUserInfo))
    return Link(
        url=bytes(url.toEncoded().data()).decode("ascii"),
        host=host,
        claimed=_claimed(label, host),
        mail=False,
        encrypted=scheme == "https",
    )


def _mail(rest: str, label: str) -> Link | None:
    address = unquote(rest.partition("?")[0])
    if _FORBIDDEN.search(address) or not _ADDRESS.fullmatch(address):
        return None
    # only the address: a prepared subject, copy or attachment is not the person's own
    url = QUrl()
    url.setScheme("mailto")
    url.setPath(address)
    domain = address.rpartition("@")[2].lower()
    return Link(
        url=bytes(url.toEncoded().data()).decode("ascii"),
        host=_punycode(address),
        claimed=_claimed(label, domain),
        mail=True,
        encrypted=True,
    )


def _ascii_host(href: str) -> str:
    try:
        parts = urlsplit(href)
        host = parts.hostname or ""
        _ = parts.port  # raises for a port that is not a number
        if ":" in host:
            return f"[{ipaddress.IPv6Address(host).compressed}]"
        encoded = host.encode("idna").decode("ascii").lower()
    except ValueError:  # UnicodeError is one
        return ""
    return encoded if _HOST.fullmatch(encoded) else ""


def _punycode(address: str) -> str:
    name, _, domain = address.rpartition("@")
    try:
        return f"{name}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return ascii(address)[1:-1]


def _claimed(label: str, host: str) -> str:
    """Return a host that a label names and that is not the true one."""
    for found in _NAMED_HOST.finditer(label):
        name = found.group(1).lower()
        if name.rpartition(".")[2] in _FILE_ENDINGS and "://" not in found.group():
            continue
        try:
            encoded = name.encode("idna").decode("ascii")
        except UnicodeError:
            return name
        if encoded.removeprefix("www.") != host.rstrip(".").removeprefix("www."):
            return name
    return ""
