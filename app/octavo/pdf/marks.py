"""Characters that stand in a page's raw text for what is none.

They have a module of their own since the window's process knows texts, but never loads PDFium.
"""

from __future__ import annotations

HYPHEN = "\ufffe"
"""PDFium writes it for a hyphen at a line's end, and leaves the line break out."""

UNKNOWN = "\ufffd"
"""Stands for a glyph of which the file does not say what character it is."""

FILLER = "\u2060"
"""Word joiner, which cannot be seen: stands for the second of two indexes of one character."""
