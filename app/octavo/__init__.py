"""Octavo: drop PDFs, ask, see the page."""

__version__ = "0.1.0"
