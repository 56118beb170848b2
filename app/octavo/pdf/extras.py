"""What a page has besides its text, packed for keeping: most pages have nothing of it."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from octavo.pdf.page import Finding, Heading, PageText, Word


def packed_extras(page: PageText) -> str | None:
    """Return headings, findings and places of words as JSON; None if there are none."""
    found: dict[str, Any] = {}
    if page.headings:
        found["headings"] = [(one.start, one.end, one.height) for one in page.headings]
    if page.findings:
        found["findings"] = [(one.kind, one.count, one.sample) for one in page.findings]
    if page.words:
        found["words"] = [
            (one.start, one.end, *(round(edge, 2) for edge in one.rect)) for one in page.words
        ]
    return json.dumps(found, separators=(",", ":")) if found else None


def with_extras(page: PageText, packed: str | None) -> PageText:
    """Return the page with what ``packed_extras`` made of it."""
    if packed is None:
        return page
    found = json.loads(packed)
    return dataclasses.replace(
        page,
        headings=tuple(Heading(*one) for one in found.get("headings", ())),
        findings=tuple(Finding(*one) for one in found.get("findings", ())),
        words=tuple(Word(start, end, tuple(rect)) for start, end, *rect in found.get("words", ())),
    )
