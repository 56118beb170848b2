"""File names from outside are made safe (security line 10)."""

from __future__ import annotations

import pytest

from octavo.engine.uploads import safe_filename


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("lease.pdf", "lease.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\lease.pdf", "lease.pdf"),
        ("/absolute/lease.pdf", "lease.pdf"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("e\u0301.pdf", "é.pdf"),
        ("日本語 📄.pdf", "日本語 📄.pdf"),
        ("", "document"),
        ("..", "document"),
        ("///", "document"),
    ],
)
def test_names_lose_what_could_do_harm(given: str, kept: str) -> None:
    assert safe_filename(given) == kept


def test_long_names_keep_their_ending() -> None:
    kept = safe_filename("x" * 500 + ".pdf")
    assert len(kept) == 200
    assert kept.endswith(".pdf")
