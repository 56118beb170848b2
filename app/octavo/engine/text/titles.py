"""What a document is called: its title where that tells which it is, else its file's name.

Programs write titles that nobody chose ("Microsoft Word - x.doc", "untitled"), and documents of one
kind share theirs ("10-K", "Annual report"). A name's words tell something if they are no such
words, no codes and no form numbers.
"""

from __future__ import annotations

import re

from octavo.engine.text.words import ALL_STOP_WORDS

# What a program puts before the name of the file that it made the PDF of, and that name's ending.
_PROGRAM = re.compile(
    r"^\s*(?:microsoft\s+(?:office\s+)?)?(?:word|powerpoint|excel|publisher|visio|writer|pages)"
    r"\s+[-\u2013:]\s+",
    re.IGNORECASE,
)
_FILE_ENDING = re.compile(
    r"(?<=\w)\.(?:docx?|dotx?|pptx?|xlsx?|pdf|rtf|odt|odp|ods|indd|qxd|qxp|tex|dvi|e?ps|html?|pub|pmd|p65"
    r"|cdr|ai|fm|wpd|txt|md|markdown|pages|key)\s*$",
    re.IGNORECASE,
)

# Forms on which authorities want reports: every company's has the same number.
_FORM = re.compile(
    r"\b(?:10-?[KQ]|8-?K|6-?K|11-?K|20-?F|40-?F|[SF]-?[1-8]|N-?(?:CSR|PX|Q)|DEF\s?14A|424B[1-8])"
    r"(?:T|/A)?\b",
    re.IGNORECASE,
)

# Words that say of what kind a document is, or that it is one.
_KINDS = """
annual anonymous appendix article attachment book booklet brochure catalog catalogue chapter content
contents copy cover data deck default doc document documentation documents download draft edition
excel export file files final flyer form full guide handbook html index info information
instructions intro introduction issue layout leaflet letter main manual memo microsoft monthly name
new none noname note notes null office online outline overview owner page pages paper part pdf photo
picture powerpoint preliminary presentation preview print printable printed publication quarter
quarterly readme release report reports revised revision sample scan scanned screen section sheet
slide slides summary supplement table temp template test text title tmp unknown unnamed untitled
update updated user version volume web webversion whitepaper word year yearly
abschlussbericht anhang anlage anleitung artikel aufsatz ausgabe bedienungsanleitung beilage bericht
broschüre buch datei datenblatt deckblatt dokument dokumente druck druckversion entwurf folie folien
formular gesamt geschäftsbericht handbuch heft inhalt inhaltsverzeichnis jahresbericht kapitel kopie
mappe neu präsentation quartalsbericht seite tabelle teil titel titelblatt unbenannt vorlage
zwischenbericht
"""
_OF_NO_NAME = ALL_STOP_WORDS | frozenset(_KINDS.split())

_TOKEN = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_VOWEL = re.compile(r"[aeiouyäöü]|[^\x00-\x7f]")
_SEAMS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=[0-9])|(?<=[0-9])(?=[^\W\d_])")
_JOINTS = re.compile(r"[\s_\-\u2013+]+")

# Letters and digits that take turns so often, or hexadecimal digits of such a length, are a
# checksum or another number that only computers use.
_MOST_SEAMS = 4
_HEX = re.compile(r"[0-9a-f]{12,}", re.IGNORECASE)

_FEWEST_LETTERS = 3

_SHORT = re.compile(r"\b[A-Z][a-z]?[A-Z]{1,5}\b")
"""A law, standard or body by its letters (GDPR, StGB, TCP); in titles only, for cameras and
scanners name files so."""


def own_title(title: str) -> str:
    """Return a title as its author may have chosen it; empty if it tells nothing."""
    text = " ".join(_FILE_ENDING.sub("", _PROGRAM.sub("", title)).split())
    return text if _says(text) else ""


def document_name(title: str, filename: str) -> str:
    """Return what a document is called.

    It is the title, with the words of the file's name that tell more: those of reports of several
    years often share theirs. If the title tells nothing, or looks like a file's name and tells
    less, it is the file's name.

    Args:
        title: From the document's metadata; may be empty.
        filename: Of the file, with its ending.
    """
    stem = filename.rsplit(".", 1)[0]
    name = " ".join(token for token in _JOINTS.split(stem) if token and not _is_checksum(token))
    title = own_title(title)
    known, said = telling(name), _says(title)
    if not said or (_is_like_file(title) and len(known) > len(said)):
        return name
    joined = "".join(_TOKEN.findall(title.casefold()))
    more = [word for word in known if word not in joined]
    return f"{title} · {' '.join(more)}" if more else title


def telling(name: str) -> list[str]:
    """Return the words of a title or name, case-folded, that tell a document from others."""
    found: list[str] = []
    for token in _TOKEN.findall(_FORM.sub(" ", name.replace("_", " "))):
        if not (_is_checksum(token) or token.casefold() in _OF_NO_NAME):
            found += [part.casefold() for part in _SEAMS.sub(" ", token).split() if _tells(part)]
    return list(dict.fromkeys(found))


def _says(title: str) -> list[str]:
    """Return the telling words of a title, and what it calls by letters alone."""
    return telling(title) or [
        short.casefold()
        for short in _SHORT.findall(_FORM.sub(" ", title))
        if len(short) >= _FEWEST_LETTERS and short.casefold() not in _OF_NO_NAME
    ]


def _tells(word: str) -> bool:
    if _YEAR.fullmatch(word):
        return True
    folded = word.casefold()
    if not _LETTERS.fullmatch(word) or folded in _OF_NO_NAME:
        return False
    return not word.isascii() or (
        len(word) >= _FEWEST_LETTERS and _VOWEL.search(folded) is not None
    )


def _is_checksum(token: str) -> bool:
    if not any(c.isdigit() for c in token):
        return False
    return _HEX.fullmatch(token) is not None or len(_SEAMS.split(token)) > _MOST_SEAMS


def _is_like_file(title: str) -> bool:
    """Tell names that somebody gave to a file from titles: they have no spaces, but joints."""
    return " " not in title and _JOINTS.search(title) is not None
