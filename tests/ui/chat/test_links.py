"""Security 2: links open only http, https and mailto, and what is said of them is true."""

from __future__ import annotations

import pytest

from octavo.ui.chat.links import inspect


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "file:////host/share",
        "\\\\host\\share",
        "//host/share",
        "/etc/passwd",
        "qrc:/icons/a.svg",
        "vbscript:x",
        "ftp://example.com/",
        "ssh://example.com",
        "steam://run/1",
        "ms-settings:about",
        "http:example.com",
        "http:///nohost",
        "https://",
        "https://exa mple.com/",
        "https://good.example\\@evil.example/",
        "https://evil.example/\u202egp.exe",
        "https://example.com:99999/",
        "https://example.com:port/",
        "https://ex%61mple.com/",
        "https://" + "a" * 5000 + ".example/",
        "mailto:",
        "mailto:someone",
        "mailto:a@b.example,c@d.example",
        "",
        "example.com",
        "http",
    ],
)
def test_everything_else_is_refused(href: str) -> None:
    """Security 2."""
    assert inspect(href) is None


@pytest.mark.parametrize(
    ("href", "host"),
    [
        ("https://example.com/a?b=c#d", "example.com"),
        ("HTTP://EXAMPLE.com", "example.com"),
        ("https://example.com:8443/x", "example.com"),
        ("https://аррӏе.com/", "xn--80ak6aa92e.com"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://bank.example@evil.example/", "evil.example"),
        ("http://127.0.0.1:8000/", "127.0.0.1"),
        ("http://[::1]/", "[::1]"),
    ],
)
def test_the_true_host_is_told(href: str, host: str) -> None:
    """Security 2: punycode for look-alikes."""
    link = inspect(href)
    assert link is not None
    assert link.host == host
    assert "@" not in link.url


@pytest.mark.parametrize(
    ("label", "claimed"),
    [
        ("here", ""),
        ("example.com", ""),
        ("https://www.example.com/page", ""),
        ("see example.com and example.com/a", ""),
        ("bank.example", "bank.example"),
        ("https://bank.example/login", "bank.example"),
        ("EXAMPLE.COM", ""),
        ("ехample.com", "ехample.com"),  # Cyrillic letters
        ("lease.pdf", ""),
    ],
)
def test_a_label_that_names_another_host_is_told(label: str, claimed: str) -> None:
    """Security 2."""
    link = inspect("https://example.com/page", label)
    assert link is not None
    assert link.claimed == claimed


def test_only_the_address_of_a_mail_is_kept() -> None:
    link = inspect("mailto:a%40b.example?subject=x&attach=/etc/passwd")
    assert link is not None
    assert link.mail
    assert link.host == "a@b.example"
    assert link.url == "mailto:a@b.example"


def test_plain_http_is_told() -> None:
    link, safe = inspect("http://example.com"), inspect("https://example.com")
    assert link is not None
    assert safe is not None
    assert (link.encrypted, safe.encrypted) == (False, True)
