"""Numbered parts of documents, such as clauses: which a question names, and where a text has it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator

from octavo.engine.text.codes import joined
from octavo.engine.text.framing import ASKED_WITH
from octavo.engine.text.lettered import (
    KINDS,
    as_written,
    is_lettered,
    lettered_begins,
    other_letters,
    without_lettered,
)
from octavo.engine.text.sentences import Span
from octavo.engine.text.words import content_words, words

BETWEEN = " · "
"""Stands between a document's title and a heading in what is said of a passage."""

# "clause 7", "§ 9a", "Artikel 3.2": the number as it stands before the part.
_LABEL = r"[0-9]{1,3}(?:\.[0-9]{1,2}){0,3}[a-z]?"
_NAMED = re.compile(
    rf"(?:\b(?:{KINDS})\b\.?|(?<!§)§++)\s*({_LABEL})(?![\w%]|[.,][0-9])", re.IGNORECASE
)
# "§ 4 Abs. 2", "clause 7 (b)": one paragraph of it.
_PARAGRAPH = re.compile(
    rf"(?:\b(?:{KINDS})\b\.?|(?<!§)§++)\s*{_LABEL}(?P<all>,?\s*(?:(?:abs\b\.?|absatz|paragraph|para\b\.?)"
    r"\s*(?P<number>[0-9]{1,2})(?![\w%]|[.,][0-9])|\((?P<mark>[0-9]{1,2}|[a-z])\)))",
    re.IGNORECASE,
)

# The number at the beginning of a line, alone or behind the kind of part: "7.1 The Tenant", "§ 9".
# Without the kind, a stop or the beginning of a sentence has to follow: rows of tables begin with
# numbers as well.
_BEGINS = re.compile(
    rf"^[^\w\n§()\[]{{0,2}}(?P<kind>(?:(?:{KINDS})\b\.?|§+)\s*)?(?P<label>{_LABEL})"
    r"(?P<end>[.):]?(?=\s|$))(?P<text>[ \t]+[^\W\d_])?",
    re.IGNORECASE | re.MULTILINE,
)


# Besides the words that questions are put with, those that ask for a part as it stands.
_WORDS = """
content contents wording text full whole cite quote quotes show give read print stipulate
stipulates provide provides cover covers regulate regulates contain contains about exactly please
inhalt wortlaut regelt regeln geregelt regelung zitiere zitieren zeig zeige zeigen lautet lauten
enthält besagt bestimmt gib nenne lies genau bitte drin worum geht handelt
dit disent contient prévoit énonce contenu texte dice establece contenido texto
"""
_AS_IT_STANDS = frozenset(_WORDS.split())


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """Where a text has a numbered part.

    Args:
        start, end: In the text.
        kind: What it is called, in lower case: "§" of "§ 9", "clause" of "Clause 9"; empty if it
            has only its number.
        begins: Whether it begins here, and not on the page before.
        label: The number that it begins with, such as 7.2 of clause 7; empty if not here.
    """

    start: int
    end: int
    kind: str
    begins: bool
    label: str = ""


def named_parts(question: str) -> frozenset[str]:
    """Return the numbers of the parts that a question names: "7" of "What does clause 7 say?"."""
    return frozenset(label.lower() for label in _NAMED.findall(_without_paragraph(question)))


def named_kind(question: str) -> str:
    """Return what a question calls the part that it names: "§", "clause"; "" if it names none."""
    found = _NAMED.search(question)
    return "" if found is None else _plain_kind(found[0].removesuffix(found[1]))


def named_paragraph(question: str) -> str:
    """Return the paragraph of a part that a question names: "2" of "§ 4 Abs. 2"; "" for none."""
    found = _PARAGRAPH.search(question)
    return "" if found is None else (found["number"] or found["mark"]).lower()


def _without_paragraph(question: str) -> str:
    found = _PARAGRAPH.search(question)
    return question if found is None else question[: found.start("all")] + question[found.end() :]


def asked_besides(question: str, lettered: Collection[str] = ()) -> list[str] | None:
    """Return what a question says besides the number of a part that it asks for as it stands.

    That may be the name of a document: "lease" of "What does clause 7 of the lease say?".

    Args:
        question: As it was typed.
        lettered: Parts that it names by a letter and numbers.

    Returns:
        Words, case-folded; None if no part is named.
    """
    question = _without_paragraph(question)
    labels = {*named_parts(question), *(label.partition(".")[2] for label in lettered)}
    if not labels:
        return None
    # The number stays while function words are told: of nothing else all words would be content.
    said = content_words(_NAMED.sub(r" \1 ", without_lettered(question, lettered)))
    numbers = {word for label in labels for word in words(label)}
    numbers |= set(joined(" ".join(labels)))
    return [w for w in said if w not in numbers | ASKED_WITH | _AS_IT_STANDS]


def as_part(label: str) -> str:
    """Return a pattern for a part's number as texts have it: "7", and "C 9" for "c.9"."""
    return as_written(label) if is_lettered(label) else re.escape(label)


def parts_of(text: str, wanted: Collection[str], context: str = "") -> list[Span]:
    """Return where a text has the numbered parts that are wanted; see ``whole_parts``."""
    return [(part.start, part.end) for part in whole_parts(text, wanted, context)]


def whole_parts(text: str, wanted: Collection[str], context: str = "") -> list[Part]:
    """Return the numbered parts of a text that are wanted, with the parts inside of them.

    A part reaches to the next one that is not inside of it: clause 7 to clause 8, with 7.1 and 7.2.

    Args:
        text: Of a page or passage.
        wanted: Numbers of parts, in lower case; "c.9" for C 9.
        context: Title and heading above the text: the part may begin on the page before.
    """
    lettered = [label for label in wanted if is_lettered(label)]
    found = _lettered_parts(text, lettered, context) if lettered else []
    numbered = [label for label in wanted if not is_lettered(label)] if lettered else wanted
    if numbered:
        found += _numbered_parts(text, numbered, context)
    return sorted(found, key=lambda part: part.start) if lettered else found


def _lettered_parts(text: str, wanted: Collection[str], context: str) -> list[Part]:
    """Return parts named by a letter; numbers alone are items inside of them."""
    found: list[Part] = []
    for letter in {label[0] for label in wanted}:
        own = [label for label in wanted if label[0] == letter]
        above = next(lettered_begins(context.rpartition(BETWEEN)[2]), None)
        begin = 0 if above is not None and _is_in(above.label, own) else None
        begins, kind, label = False, above.kind if above is not None else "", ""
        ends = dict.fromkeys(other_letters(text, letter))
        for start, one in sorted(
            [*((one.start, one) for one in lettered_begins(text)), *((at, None) for at in ends)],
            key=lambda pair: pair[0],
        ):
            inside = one is not None and _is_in(one.label, own)
            if begin is None and inside and one is not None:
                begin, begins, kind, label = start, True, one.kind, one.label
            elif begin is not None and not inside:
                if start > begin:
                    found.append(Part(begin, start, kind, begins, label))
                begin = None
        if begin is not None and begin < len(text):
            found.append(Part(begin, len(text), kind, begins, label))
    return found


def _numbered_parts(text: str, wanted: Collection[str], context: str) -> list[Part]:
    found: list[Part] = []
    begin: int | None = None
    begins = True
    label = ""
    kind = ""  # of the part: where it is called one, a bare number does not end it
    above = _BEGINS.match(context.rpartition(BETWEEN)[2])
    if above is not None and _is_inside(above, wanted):
        begin, begins, kind = 0, False, _kind(above)
    for match in _begins(text):
        start, inside = match.start(), _is_inside(match, wanted)
        if begin is None and inside:
            begin, begins, kind = start, True, _kind(match)
            label = match["label"].lower()
        elif begin is not None and not inside and (match["kind"] or not kind):
            if start > begin:
                found.append(Part(begin, start, kind, begins, label))
            begin = None
    if begin is not None and begin < len(text):
        found.append(Part(begin, len(text), kind, begins, label))
    return found


def _kind(match: re.Match[str]) -> str:
    return _plain_kind(match["kind"] or "")


def _plain_kind(kind: str) -> str:
    return "§" if "§" in kind else kind.strip(" .\t").lower()


def _is_inside(match: re.Match[str], wanted: Collection[str]) -> bool:
    return _is_in(match["label"].lower(), wanted)


def _is_in(label: str, wanted: Collection[str]) -> bool:
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
