"""The notice of newer versions: off until a person turns it on, then one question a day.

What was chosen, and when was asked last, is kept in a small file in the data folder. Nothing is
ever downloaded or installed: a newer version is told, with the page that has it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from octavo import __version__
from octavo.errors import UpdateError
from octavo.providers.releases import Release, newest_release
from octavo.publisher import Feed
from octavo.words import say

FILE_NAME: Final = "updates.json"
"""The file in a data folder."""

_DAY: Final = 24 * 3600.0

logger = logging.getLogger(__name__)


class Updates:
    """Whether to look for newer versions, and what was found.

    Args:
        feed: Where releases are announced; None where this build knows no such place.
        file: Where the choice is kept.
        fetch: Asks the publisher.
        clock: Tells the seconds since 1970-01-01 UTC.
        version: The version of this program.
    """

    def __init__(
        self,
        feed: Feed | None,
        file: Path,
        *,
        fetch: Callable[[Feed], Awaitable[Release]] = newest_release,
        clock: Callable[[], float] = time.time,
        version: str = __version__,
    ) -> None:
        self._feed = feed
        self._file = file
        self._fetch = fetch
        self._clock = clock
        self.version = version

    @property
    def host(self) -> str | None:
        """Who is asked; None where this build knows nobody to ask."""
        return None if self._feed is None else urlsplit(self._feed.url).netloc

    async def is_on(self) -> bool:
        """Tell whether the person has turned it on."""
        return self._feed is not None and bool((await asyncio.to_thread(self._read)).get("on"))

    async def turn(self, on: bool) -> None:
        """Turn it on or off.

        Raises:
            UpdateError: the choice cannot be kept.
        """
        await asyncio.to_thread(self._write, {"on": on})

    async def look(self) -> Release | None:
        """Ask now; return the newest release if it is newer than this program.

        Raises:
            UpdateError: it cannot be found out.
        """
        if self._feed is None:
            raise UpdateError(
                say("This build of Octavo does not know where releases are announced.")
            )
        # noted first: a publisher that cannot be reached is not asked at every start
        await asyncio.to_thread(self._write, {"on": True, "asked": int(self._clock())})
        release = await self._fetch(self._feed)
        return release if release.is_newer_than(self.version) else None

    async def look_if_due(self) -> Release | None:
        """Ask if it is turned on and a day has passed; what hinders that is only logged."""
        kept = await asyncio.to_thread(self._read)
        asked = kept.get("asked")
        since = self._clock() - asked if isinstance(asked, int | float) else _DAY
        # a clock that was turned back must not keep it silent for ever
        if self._feed is None or not kept.get("on") or 0 <= since < _DAY:
            return None
        try:
            return await self.look()
        except UpdateError as error:
            logger.warning("new versions could not be looked for: %s", error.message)
            return None

    def _read(self) -> dict[str, Any]:
        with contextlib.suppress(OSError, ValueError):
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            if isinstance(kept, dict):
                return kept
        return {}

    def _write(self, kept: dict[str, Any]) -> None:
        partial = self._file.with_name(f"{self._file.name}.partial")
        try:
            partial.write_text(json.dumps(kept) + "\n", encoding="utf-8")
            partial.replace(self._file)
        except OSError as error:
            raise UpdateError(
                say(
                    "“{path}” cannot be written: {reason}.",
                    path=self._file,
                    reason=error.strerror or error,
                ),
                hint=say("Free some space, or give yourself the right to write there."),
            ) from error


def what_is_asked(host: str) -> str:
    """Return what turning it on means."""
    return say(
        "At most once a day, Octavo will ask {host} for its list of releases. The request carries"
        " the version of Octavo and nothing of you, of your documents or of this computer; like"
        " every web site, the host sees the network address that you have. The list is used only"
        " if it is signed by the publisher. Nothing is downloaded or installed by itself.",
        host=host,
    )
