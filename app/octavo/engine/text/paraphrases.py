"""What people call things in everyday words, and what contracts, letters and manuals call them.

Of a pair each may stand for the other where one is asked for and the other written, but they are
not the same: what has the word itself is the better answer (``synonyms`` weighs that). So words of
one field belong here whose mistaking misleads nobody. A line is a group of names, parted by bars;
behind ``>`` stands what a document may say where the names before it are asked for, but not the
other way round: whoever asks about a dog is told about animals.
"""

from __future__ import annotations

from typing import Final

from octavo.engine.text.paraphrases_english import ENGLISH
from octavo.engine.text.paraphrases_german import GERMAN


def _groups(text: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    found = []
    for line in text.replace("\\\n", "").strip().splitlines():
        if line.startswith("#"):
            continue
        asked, _, written = line.partition(">")
        names = tuple(one.strip() for one in asked.split("|"))
        found.append((names, tuple(one.strip() for one in written.split("|") if one.strip())))
    return tuple(found)


PARAPHRASES: Final = {"en": _groups(ENGLISH), "de": _groups(GERMAN)}
"""Names of each group by language, and those that only stand for them in a document."""
