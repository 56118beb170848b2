"""Tells which of the documents that are searched a question means."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from octavo.engine.store.store import Store
from octavo.engine.text.profiles import Meant, Profile, document_scores, named_apart, naming
from octavo.engine.text.questions import Asked

# Among more files than this no document is looked for first; at most so many are searched anew.
_MOST_FILES = 2000
_MEANT_AT_MOST = 4

# A document with this share of the best one's score is meant as well.
_MEANT = 0.9

# So many words of the question have to point at a document that is searched anew: a company and a
# year do, one rare word may be there by chance.
_MEANT_WORDS = 2

# From this score on the best document is meant for sure.
_SURE = 0.75

# Profiles are made for so many files between two looks at other work; so many are kept.
_PROFILES_AT_ONCE = 16
_PROFILES_KEPT = 2 * _MOST_FILES


@dataclasses.dataclass(frozen=True, slots=True)
class MeantDocuments:
    """The files that are searched, and which of them a question means.

    Args:
        profiles: What each is told from others by; none where there are too many.
        scores: How surely each is meant; none where there is no choice.
        parts: Those that are named one beside the other, in groups.
    """

    profiles: Mapping[str, Profile] = dataclasses.field(default_factory=dict)
    scores: Mapping[str, Meant] = dataclasses.field(default_factory=dict)
    parts: Sequence[Sequence[str]] = ()

    def meant(self) -> list[str] | None:
        """Return the files that are meant for sure, if they are few."""
        if self.parts:
            return [one for part in self.parts for one in part]
        if len(self.profiles) == 1:
            return list(self.profiles)
        top = max((one.score for one in self.scores.values()), default=0.0)
        meant = [
            file_id
            for file_id, one in self.scores.items()
            if one.score >= _MEANT * top and one.words >= _MEANT_WORDS
        ]
        return meant if top >= _SURE and len(meant) <= _MEANT_AT_MOST else None

    def inside(self, asked: Asked, meant: Sequence[str] | None) -> Asked:
        """Return what a question asks of the documents that it means.

        Their names say which they are, and nothing about where in them the answer is: a list of
        exhibits repeats them most.
        """
        profiles = [self.profiles[one] for one in meant or () if one in self.profiles]
        said = naming(asked, profiles)
        # Of a document alone only a year tells that it is one of several alike: what else it is
        # called may be what it is about.
        if len(self.profiles) == 1 and not said & asked.numbers:
            return asked
        # The year stays: tables and notes have it, too.
        return asked.without(said - asked.numbers)


class Documents:
    """Knows what each document is told from others by.

    Args:
        store: Where they are.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._profiles: dict[tuple[str, str], Profile] = {}

    async def meant(
        self, asked: Asked, vector_store_ids: Sequence[str], files: Sequence[str] | None
    ) -> MeantDocuments:
        """Return the documents of some stores, and how surely each is meant.

        Args:
            asked: The question.
            vector_store_ids: Where to look.
            files: Only the files with these ids; all if not given.
        """
        there = await self._store.files_with_text(vector_store_ids, _MOST_FILES + 1, files)
        if len(there) > _MOST_FILES:
            return MeantDocuments()
        unknown = [file_id for file_id, sha256 in there if (file_id, sha256) not in self._profiles]
        for start in range(0, len(unknown), _PROFILES_AT_ONCE):
            some = unknown[start : start + _PROFILES_AT_ONCE]
            for one in await self._store.openings(some):
                profile = Profile.of(one.filename, one.title, one.text)
                self._profiles[one.file_id, one.sha256] = profile
        while len(self._profiles) > _PROFILES_KEPT:
            del self._profiles[next(iter(self._profiles))]
        known = {key[0]: self._profiles[key] for key in there if key in self._profiles}
        ids, profiles = list(known), list(known.values())
        if len(known) < 2:
            return MeantDocuments(known)
        scores = document_scores(asked, profiles)
        parts = [[ids[i] for i in part] for part in named_apart(asked, profiles)]
        parts = [part for part in parts if len(part) <= _MEANT_AT_MOST]
        apart = parts if len(parts) > 1 else []
        return MeantDocuments(known, dict(zip(ids, scores, strict=True)), apart)
