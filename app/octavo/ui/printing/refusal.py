"""What is said when paper does not take what is printed on it."""

from __future__ import annotations

from octavo.errors import AppError
from octavo.words import later, say


class PrintError(AppError):
    """The printer, or the file, does not take the pages."""

    default_title = later("It was not printed")


def refused() -> PrintError:
    """Return the error of a printer that takes no page."""
    return PrintError(
        say("The printer does not take the pages."),
        hint=say("See whether it is on and has paper, then print again."),
    )
