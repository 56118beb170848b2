"""When backups are made by themselves, and what became of the last one."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from octavo.errors import FileWriteError
from octavo.words import say

FILE_NAME: Final = "backups.json"
"""The file in a data folder."""

_HOUR: Final = 3600.0
AFTER_FAILURE: Final = _HOUR
"""Seconds until a backup that could not be made is tried again."""


class Every(StrEnum):
    """How often."""

    NEVER = "never"
    DAY = "day"
    WEEK = "week"


_SECONDS: Final = {Every.DAY: 24 * _HOUR, Every.WEEK: 7 * 24 * _HOUR}


class BackupPlan(BaseModel):
    """What is wanted, and what was done. Times are seconds since 1970-01-01 UTC; 0 is never.

    Args:
        every: How often.
        folder: Where to.
        keep: How many stay; older ones are removed.
        made: When the last one was made.
        tried: When one was tried last.
        failure: Why the last one was not made, for people; empty if it was.
        files: Names of those that are there, oldest first. No other file is ever removed.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    every: Every = Every.NEVER
    folder: Path | None = None
    keep: int = Field(default=5, ge=1, le=1000)
    made: float = 0
    tried: float = 0
    failure: str = ""
    files: tuple[str, ...] = ()

    def seconds_left(self, now: float) -> float | None:
        """Return after how many seconds one is to be made; None if none is wanted."""
        if self.every is Every.NEVER or self.folder is None:
            return None
        left = _left(self.made, _SECONDS[self.every], now)
        return max(left, _left(self.tried, AFTER_FAILURE, now)) if self.failure else left


def _left(last: float, period: float, now: float) -> float:
    since = now - last
    # a clock that was turned back must not put it off for ever
    return period - since if 0 <= since < period else 0.0


def read_plan(file: Path) -> BackupPlan:
    """Return what is kept in a file; the usual, no backups, if nothing can be read."""
    try:
        return BackupPlan.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return BackupPlan()


def write_plan(file: Path, plan: BackupPlan) -> None:
    """Keep a plan.

    Raises:
        FileWriteError: it cannot be kept.
    """
    draft = file.with_name(f"{file.name}.partial")
    try:
        draft.write_text(plan.model_dump_json(), encoding="utf-8")
        draft.replace(file)
    except OSError as error:
        raise FileWriteError(
            say("“{path}” cannot be written: {value}.", path=file, value=error.strerror or error)
        ) from error
