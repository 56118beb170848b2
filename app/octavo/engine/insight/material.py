"""The sentences of a document that are worth quoting by themselves, with what ranks them."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from octavo.engine.store.records import Chunk, ChunkVectors
from octavo.engine.text.quotable import is_field
from octavo.engine.text.sentences import sentences
from octavo.engine.text.words import ALL_STOP_WORDS, STOP_WORDS, stem, words
from octavo.pdf.page import PageText

_SHORTEST, _LONGEST = 40, 360
_FEWEST_WORDS = 7

# At least so many of a sentence's characters are letters or spaces: else it is a formula, a row of
# a table or a reference.
_LETTERS = 0.85

_ENDS = re.compile(r"[.!?。！？][\"'”’»)\]]*$")  # noqa: RUF001 - those signs are meant
# A capital, or a letter of a script without them; not the “a.” or “2.” of a list.
_BEGINS = re.compile(r"[\"'“„«(¿¡]?[^\W\d_a-zß-öø-ÿ](?![.)])")
_NOT_PROSE = re.compile(
    r"…|https?:|www\.|@|\bdoi\b|\bisbn\b|©|\bet al\b|\[\d+\]|\bpp?\. ?\d", re.IGNORECASE
)

# The number of a clause, which is no part of its sentence: "(2) The rent", "4.1 The rent".
_CLAUSE = re.compile(r"(?:\(?[0-9]{1,3}\)|[0-9]{1,3}(?:\.[0-9]{1,3})*\.?|\([a-z]{1,2}\))\s+(?=\S)")

# A sentence that is too short to stand for a document may still stand for a section without others.
_FEWEST_BRIEF = 3
_LETTERS_BRIEF = 0.6

# What stands below a picture or above a table speaks of that alone.
_CAPTION = re.compile(
    r"(?:Figure|Fig\.|Table|Exhibit|Chart|Box|Abbildung|Abb\.|Tabelle|Tab\.)\s*[\dA-Z]+[.:\s]"
)

# A sentence that begins like this leans on the one before it.
_LEANING = """
this these that those it its he she they them such however therefore thus hence moreover
furthermore also additionally instead otherwise consequently finally then so but and or yet
similarly likewise both here there another first firstly second secondly third thirdly fourth lastly
dies diese dieser dieses diesen er sie es ihr ihre sein seine solche jedoch daher deshalb
somit außerdem zudem ferner auch dann aber und oder hier dort dabei dazu dafür damit
hierbei hierzu erstens zweitens drittens
"""
_LEANS = frozenset(_LEANING.split())


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a page.

    Args:
        page: The page, counted from 1.
        start, end: Its span in the page's clean text.
        text: As it reads.
        stems: Of its words that mean something.
        leans: Whether it begins in a way that needs the sentence before it.
        chunk: The row of its passage among the vectors; -1 if there is none.
    """

    page: int
    start: int
    end: int
    text: str
    stems: tuple[str, ...]
    leans: bool
    chunk: int


@dataclasses.dataclass(frozen=True, slots=True)
class Material:
    """A document taken apart.

    Args:
        pages: Its pages.
        sentences: What can be quoted of them, in order.
        brief: Shorter ones, such with many numbers, and fields, in order; for what has no others.
        vectors: One row of length 1 for each passage; without any if they are not made yet.
    """

    pages: tuple[PageText, ...]
    sentences: tuple[Sentence, ...]
    brief: tuple[Sentence, ...]
    vectors: NDArray[np.float32]

    def sentence(self, number: int) -> Sentence:
        """Return a sentence by its index; the brief ones are counted on behind the others."""
        count = len(self.sentences)
        return self.sentences[number] if number < count else self.brief[number - count]


def material(
    pages: Sequence[PageText], chunks: Sequence[Chunk], vectors: ChunkVectors | None
) -> Material:
    """Take a document apart.

    Args:
        pages: All pages that were read.
        chunks: Its passages in order.
        vectors: Theirs, as far as they are made.
    """
    rows = {} if vectors is None else {int(i): row for row, i in enumerate(vectors.ids)}
    by_page: dict[int, list[tuple[int, int]]] = {}
    for chunk in chunks:
        by_page.setdefault(chunk.page, []).append((chunk.start, rows.get(chunk.id, -1)))
    found: list[Sentence] = []
    brief: list[Sentence] = []
    seen: set[tuple[str, ...]] = set()
    for page in pages:
        places = sorted(by_page.get(page.number, []))
        starts = [start for start, _ in places]
        for begin, end in sentences(page.clean):
            clause = _CLAUSE.match(page.clean, begin, end)
            start = begin if clause is None else clause.end()
            text = page.clean[start:end]
            prose = is_prose(text)
            if not (prose or is_brief(text)):
                continue
            spoken = words(text)
            stems = tuple(stem(word) for word in spoken if word not in ALL_STOP_WORDS)
            if stems in seen:  # boilerplate
                continue
            seen.add(stems)
            at = bisect_right(starts, start) - 1
            row = places[at][1] if at >= 0 else -1
            one = Sentence(page.number, start, end, text, stems, spoken[0] in _LEANS, row)
            (found if prose else brief).append(one)
    return Material(tuple(pages), tuple(found), tuple(brief), _unit_rows(vectors))


def is_prose(text: str) -> bool:
    """Tell whether a text is a whole sentence of words, not a heading, a table or a reference."""
    if not _SHORTEST <= len(text) <= _LONGEST or "\n" in text:
        return False
    if not _ENDS.search(text) or not _BEGINS.match(text) or _NOT_PROSE.search(text):
        return False
    if _CAPTION.match(text):
        return False
    if sum(map(str.isalpha, text)) + text.count(" ") < _LETTERS * len(text):
        return False
    # Scripts without spaces have no words to be counted.
    return len(text.split()) >= _FEWEST_WORDS or (not text.isascii() and " " not in text)


def is_brief(text: str) -> bool:
    """Tell whether a text is a sentence, however short or full of numbers, or a field of a form."""
    if is_field(text) and len(text) <= _LONGEST and _NOT_PROSE.search(text) is None:
        return True
    if len(text) > _LONGEST or "\n" in text or len(words(text)) < _FEWEST_BRIEF:
        return False
    if not _ENDS.search(text) or not _BEGINS.match(text) or _NOT_PROSE.search(text):
        return False
    letters = sum(map(str.isalpha, text)) + text.count(" ")
    return letters >= _LETTERS_BRIEF * len(text) and _CAPTION.match(text) is None


def is_german(sentences: Sequence[Sentence]) -> bool:
    """Tell whether sentences have more German function words than English ones."""
    spoken = [word for one in sentences[:200] for word in words(one.text)]
    german = sum(word in STOP_WORDS["de"] for word in spoken)
    return german > sum(word in STOP_WORDS["en"] for word in spoken)


def _unit_rows(vectors: ChunkVectors | None) -> NDArray[np.float32]:
    if vectors is None:
        return np.zeros((0, 1), dtype=np.float32)
    rows = vectors.rows.astype(np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
