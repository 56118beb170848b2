"""Cuts passages into the pieces that may be quoted."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from octavo.engine.ranking import Passage
from octavo.engine.text.languages import Language
from octavo.engine.text.numbered import BETWEEN, parts_of
from octavo.engine.text.parties import AskedParty, party_spans
from octavo.engine.text.questions import Asked
from octavo.engine.text.quotable import (
    below_headings,
    label_of,
    quotable,
    quoted_part,
    weighed_text,
)
from octavo.engine.text.sentences import Span
from octavo.engine.text.synonyms import near
from octavo.engine.text.words import content_words, stem


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of a passage: span of what is quoted in its page's clean text, stems in order.

    The text and the stems are of the headings and the names of columns above it, too.

    Args:
        of_part: Whether it stands in a clause or the like that the question names, or is the head
            or the signature of a letter, or the authors of a paper, which it asks for.
        above: Stems of the heading above it in its passage, or at the beginning of its paragraph,
            each marked as near: what stands below a heading is about it.
        score: How well it fits, once that is known.
    """

    passage: Passage
    span: Span
    text: str
    order: Sequence[str]
    stems: frozenset[str]
    of_part: bool = False
    above: frozenset[str] = frozenset()
    score: float = 0.0

    @property
    def place(self) -> tuple[str, int]:
        """The content and the page that it is from."""
        return self.passage.chunk.sha256, self.passage.chunk.page


def candidates_in(asked: Asked, passages: Sequence[Passage]) -> list[Candidate]:
    """Cut passages into what may be quoted; what two passages share is taken from the better."""
    seen: set[tuple[str, int, int]] = set()
    candidates: list[Candidate] = []
    for passage in passages:
        chunk = passage.chunk
        if not chunk.is_placed:
            continue  # what cannot be shown on its page is not quoted
        parts = parts_of(chunk.text, asked.parts, chunk.context)
        _, between, heading = chunk.context.rpartition(BETWEEN)
        above = _marked(asked, heading if between else "", chunk.language)
        for start, end in quotable(chunk.text):
            below, _ = below_headings(chunk.text, (start, end))
            if below > start:
                above = _marked(asked, chunk.text[start:below], chunk.language)
            key = (chunk.sha256, chunk.page, chunk.start + end)
            if key in seen:
                continue
            seen.add(key)
            text = weighed_text(chunk.text, (start, end))
            begin, stop = quoted_part(chunk.text, (start, end))
            span = (chunk.start + begin, chunk.start + stop)
            order = asked.read(text, chunk.language)
            of_part = any(first <= begin < last for first, last in parts)
            label = label_of(chunk.text, start)
            own = above | _marked(asked, label, chunk.language) if label else above
            candidates.append(Candidate(passage, span, text, order, frozenset(order), of_part, own))
        if asked.party is not None:
            candidates += _parties(asked, asked.party, passage)
    return candidates


def _marked(asked: Asked, heading: str, language: Language | None) -> frozenset[str]:
    """Return the stems of a heading that the question has, marked."""
    own = frozenset(asked.stems)
    return frozenset(map(near, own.intersection(asked.read(heading, language))))


def _parties(asked: Asked, party: AskedParty, passage: Passage) -> Iterator[Candidate]:
    """Yield where a passage tells whom of its document the question asks for."""
    chunk = passage.chunk
    others = {stem(word, asked.language) for word in content_words(party.others)} & asked.names
    if not others <= passage.stems:
        return
    for start, end in party_spans(chunk.text, party, first_page=chunk.page == 1):
        text = chunk.text[start:end]
        order = asked.read(text, chunk.language)
        span = (chunk.start + start, chunk.start + end)
        yield Candidate(passage, span, text, order, frozenset(order), of_part=True)
