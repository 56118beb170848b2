"""Names of people in a question: they tell which document is meant, and little about where in it.

A contract names its parties once, at its beginning; what it says of them stands elsewhere.
"""

from __future__ import annotations

import re

from octavo.engine.text.languages import Language
from octavo.engine.text.stop_words import STOP_WORDS
from octavo.engine.text.usual_words import is_usual

TITLES = frozenset("herr herrn frau mr mrs ms miss dr prof mister madam".split())  # noqa: SIM905
"""What stands before names, case-folded."""

# "How many days has Ann Brandt?": without a title a name is taken for one only there.
_HAS_MUCH = re.compile(
    r"\b(?:how (?:much|many|high|long)|wie ?(?:viele?|hoch|lange?)"
    r"|was (?:kostet|zahlt|bekommt|verdient))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+){0,3}")
_MOST_NAMES = 4

# Of companies, offices and works of art the name is what the question is about.
_NO_PERSON = frozenset(
    """
    ag bank college company corp council firma foundation gmbh hospital inc institute kg limited llc
    ltd mbh museum school se stiftung university universität verein
    """.split()  # noqa: SIM905 - as long lists are written
)


def person_in(question: str, language: Language | None) -> str:
    """Return the name of a person with its title, as it stands in a question; empty if none does.

    It follows a title, or is of two words or more with capitals in a row, not at the beginning. Of
    several such rows that without a title is taken last: in German nouns have capitals, too.

    Args:
        question: As it was typed.
        language: What it is written in.
    """
    stop = STOP_WORDS.get(language or "en", STOP_WORDS["en"])
    run: list[re.Match[str]] = []
    runs: list[list[re.Match[str]]] = []
    for number, word in enumerate(_WORD.finditer(question)):
        goes_on = bool(run) and question[run[-1].end() : word.start()] in (" ", ". ")
        is_name = word[0][0].isupper() and (number > 0) and word[0].lower() not in stop
        if not (goes_on and is_name):
            run = []
            if is_name:
                runs.append(run)
        if is_name:
            run.append(word)
    named = ""
    may_be_bare = _HAS_MUCH.search(question) is not None
    for found in runs:
        lower = [word[0].lower() for word in found]
        if not 2 <= len(found) <= _MOST_NAMES or not _NO_PERSON.isdisjoint(lower):
            continue
        if lower[0] in TITLES:
            return question[found[0].start() : found[-1].end()]
        # German nouns have capitals, too: "Monatliche Miete" is nobody.
        is_usual_word = language == "de" and any(is_usual(word, "de") for word in lower)
        if may_be_bare and not is_usual_word and all(word[0][1:].islower() for word in found):
            named = question[found[0].start() : found[-1].end()]
    return named
