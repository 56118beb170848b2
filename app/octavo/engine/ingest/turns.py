"""Whose passages are embedded next: part by part, so that no file waits until a long one is done.

Of four parts two go to what is asked about, one to the file that lacks fewest passages, and one to
the file that has waited longest. Where nothing is asked about, the first two go to the smallest,
too. So short files are soon done, and a long one gets on whatever comes after it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

Key = tuple[str, str]
"""Ids of store and file."""

ROUND: Final = 4
"""Parts after which each of the rules has had its turn."""

_TO_ASKED: Final = 2
"""Parts of a round that go to what is asked about."""


class Turns:
    """The files that wait for one embedder."""

    def __init__(self) -> None:
        self._lacking: dict[Key, int] = {}
        self._failures: Mapping[Key, int] = {}
        self._since: dict[Key, int] = {}  # how many parts were taken when a file came, or had one
        self._taken = 0

    def put(self, lacking: Mapping[Key, int], failures: Mapping[Key, int] | None = None) -> None:
        """Take over what waits now in the place of what waited before.

        Args:
            lacking: How many passages of each file have no vector.
            failures: How often a file has failed. Those that failed least come before all others,
                whatever is asked about: they keep nobody waiting.
        """
        self._lacking = dict(lacking)
        self._failures = failures or {}
        self._since = {key: self._since.get(key, self._taken) for key in lacking}

    def take(self, asked: Collection[str] = ()) -> Key | None:
        """Return the file of which a part is embedded next; None if none waits.

        Args:
            asked: Ids of the stores that are asked about.
        """
        if not self._lacking:
            return None
        some = self._failed_least()
        place = self._taken % ROUND
        self._taken += 1
        if place == ROUND - 1:
            key = min(some, key=lambda one: (self._since[one], self._lacking[one]))
        else:
            first = [one for one in some if one[0] in asked] if place < _TO_ASKED else []
            key = min(first or some, key=self._lacking.__getitem__)
        self._since[key] = self._taken
        return key

    def embedded(self, key: Key, passages: int) -> None:
        """Note that some passages of a file have vectors now."""
        if key in self._lacking:  # else it is gone meanwhile
            self._lacking[key] -= passages

    def forget(self, key: Key) -> None:
        """Let a file wait no longer: it is done, has failed, or is gone."""
        self._lacking.pop(key, None)

    def _failed_least(self) -> Collection[Key]:
        if not self._failures:
            return self._lacking
        counts = {key: self._failures.get(key, 0) for key in self._lacking}
        fewest = min(counts.values())
        return [key for key, count in counts.items() if count == fewest]
