"""Numbered parts of documents, such as clauses: which a question names, and where a text has it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from octavo.engine.text.sentences import Span

BETWEEN = " · "
"""Stands between a document's title and a heading in what is said of a passage."""

# "clause 7", "§ 9a", "Artikel 3.2": the number as it stands before the part.
_LABEL = r"[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}[a-z]?"
_KINDS = (
    r"clauses?|sections?|sec|articles?|art|paragraphs?|para|chapters?|items?|points?|footnotes?"
    r"|klauseln?|abschnitte?s?|artikels?|absatz|ziffer|kapitels?|punkte?s?|nummer|fußnoten?"
)
_NAMED = re.compile(rf"(?:\b(?:{_KINDS})\b\.?|§+)\s*({_LABEL})(?![\w%]|[.,][0-9])", re.IGNORECASE)

# The number at the beginning of a line, alone or behind the kind of part: "7.1 The Tenant", "§ 9".
# Without the kind, a stop or the beginning of a sentence has to follow: rows of tables begin with
# numbers as well.
_BEGINS = re.compile(
    rf"^[^\w\n§()\[]{{0,2}}(?P<kind>(?:(?:{_KINDS})\b\.?|§+)\s*)?(?P<label>{_LABEL})"
    r"(?P<end>[.):]?(?=\s|$))(?P<text>[ \t]+[^\W\d_])?",
    re.IGNORECASE | re.MULTILINE,
)


def named_parts(question: str) -> frozenset[str]:
    """Return the numbers of the parts that a question names: "7" of "What does clause 7 say?"."""
    return frozenset(label.lower() for label in _NAMED.findall(question))


def parts_of(text: str, wanted: Collection[str], context: str = "") -> list[Span]:
    """Return where a text has the numbered parts that are wanted, with the parts inside of them.

    A part reaches to the next one that is not inside of it: clause 7 to clause 8, with 7.1 and 7.2.

    Args:
        text: Of a page or passage.
        wanted: Numbers of parts, in lower case.
        context: Title and heading above the text: the part may begin on the page before.
    """
    if not wanted:
        return []
    found: list[Span] = []
    begin: int | None = None
    as_kind = False  # whether the part is called one: then a bare number does not end it
    above = _BEGINS.match(context.rpartition(BETWEEN)[2])
    if above is not None and _is_inside(above, wanted):
        begin, as_kind = 0, above["kind"] is not None
    for match in _begins(text):
        start, inside = match.start(), _is_inside(match, wanted)
        if begin is None and inside:
            begin, as_kind = start, match["kind"] is not None
        elif begin is not None and not inside and (match["kind"] or not as_kind):
            if start > begin:
                found.append((begin, start))
            begin = None
    if begin is not None:
        found.append((begin, len(text)))
    return found


def _is_inside(match: re.Match[str], wanted: Collection[str]) -> bool:
    label = match["label"].lower()
    return any(label == one or label.startswith(f"{one}.") for one in wanted)


def _begins(text: str) -> Iterator[re.Match[str]]:
    for match in _BEGINS.finditer(text):
        follows = match["text"] or ""
        if (
            match["kind"]
            or match["end"]
            or ("." in match["label"] and follows)
            or follows[-1:].isupper()
        ):
            yield match
