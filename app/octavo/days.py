"""Days and times as people write them, in their language: 3 November 2025, 3. November 2025."""

from __future__ import annotations

import datetime as dt
from typing import Final

from octavo.words import Later, later

MONTHS: Final = (
    later("January"),
    later("February"),
    later("March"),
    later("April"),
    later("May"),
    later("June"),
    later("July"),
    later("August"),
    later("September"),
    later("October"),
    later("November"),
    later("December"),
)


def in_words(day: dt.date) -> Later:
    """Return a day with its month's name and its year."""
    return later(
        "{day} {month} {year}", day=day.day, month=MONTHS[day.month - 1], year=f"{day.year:04}"
    )


def of_iso(text: str) -> Later | str:
    """Return in words a day that is written as ``2025-11-03``; anything else as it is."""
    try:
        return in_words(dt.date.fromisoformat(text))
    except ValueError:
        return text


def with_time(moment: dt.datetime) -> Later:
    """Return a moment by its day, hour and minute."""
    return later("{day}, {time}", day=in_words(moment.date()), time=f"{moment:%H:%M}")


def month_in_words(year: int, month: int) -> Later:
    """Return a month, counted from 1, and its year."""
    return later("{month} {year}", month=MONTHS[month - 1], year=f"{year:04}")
