"""Which day a thread belongs to, and how that day is called."""

from __future__ import annotations

import datetime as dt
import time

from octavo.days import MONTHS, in_words
from octavo.words import say


def day_of(created_at: int) -> dt.date:
    """Return the day of a time in Unix seconds, where the person is."""
    there = time.localtime(created_at)  # a tenth of what `datetime.astimezone` takes
    return dt.date(there.tm_year, there.tm_mon, there.tm_mday)


def day_name(day: dt.date, today: dt.date) -> str:
    """Return how a day is called on another: Today, Yesterday, 3 November, 3 November 2025."""
    if day >= today:
        return say("Today")
    if day == today - dt.timedelta(days=1):
        return say("Yesterday")
    if day.year == today.year:
        return say("{day} {month}", day=day.day, month=MONTHS[day.month - 1])
    return str(in_words(day))


def day_today(seconds: int) -> str:
    """Return how the day of a time in Unix seconds is called today."""
    return day_name(day_of(seconds), dt.datetime.now().astimezone().date())
