"""Finds what supports a statement: the piece of a passage that says the same, if there is one.

A model's own marks are hints and no more. A statement is supported by a piece that has its words,
rare ones above all, means the same by its vector, and has every number of it. A bare value ("2",
"10 hours") stands in many places: the question tells which are meant. What no piece supports is
told, too.
"""

from __future__ import annotations

import asyncio
import dataclasses
import heapq
import logging
import math
import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from octavo.engine.ranking import Passage
from octavo.engine.text.quotable import below_headings, quotable, with_first_row
from octavo.engine.text.sentences import Span
from octavo.engine.text.words import content_words, stem, stems, words
from octavo.errors import ResourceError, WorkerError
from octavo.models.port import Embedder

_log = logging.getLogger(__name__)

SUPPORTED = 0.55
"""From this score on a piece supports a statement; see ``tests/unit/engine/answer``."""

_WORDS, _MEANING = 0.5, 0.5
_HINT = 0.08
_OTHER_POLARITY = 0.45
_LOOKED_AT = 8
"""Pieces whose meaning is looked at, those with the most words; each costs about 4 ms once."""

_AT_MOST = 2
_CLOSE = 0.05
_ALL_WORDS = 0.95
"""Share of a statement's words from which on a piece says the same, whatever else it says."""

_FEW_WORDS = 2
_BARE = 2
"""Words beside its numbers up to which a statement is a bare value."""

_VALUE_SUPPORTED = 0.35
"""From this score on a piece supports a bare value: few have the words of a question, too."""

_SURE, _SURE_OF_NUMBER = 0.5, 0.7
"""From these scores on it surely does; the second is for a value with one word at most beside it:
"3" and "3 days" stand in too many places."""

_ABOUT, _PLACES = 0.1, 3
"""How much less a place of a bare value may have than the best, and how many are named."""

_NUMBER = re.compile(r"\d+(?:[.,’'  ]\d+)*")
_CENTS = re.compile(r"[.,]00$")
_ITEM = re.compile(r"^\s*(?:[-*•#]+|\d{1,2}[.)])\s+")
_NUMBER_WORDS = {
    word: str(number)
    for row in (
        "zero one two three four five six seven eight nine ten eleven twelve",
        "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    )
    for number, word in enumerate(row.split())
}
_HAS_DIGIT = re.compile(r"\d")
_NOT_DIGIT = re.compile(r"\D")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|cannot|without|nicht|kein\w*|nie|niemals|ohne)\b|n[’']t\b",
    re.IGNORECASE,
)
_SAYS_NOTHING_THERE = re.compile(
    r"\b(?:passages?|documents?|texts?|context|sources?|excerpts?|information|passagen?|dokument\w*"
    r"|quellen?|angaben?|informationen)\b.*\b(?:not|no|n[’']t|nicht|kein\w*)\b"
    r"|\b(?:no|not any|keine?)\b.*\b(?:passages?|documents?|information|mention|angaben?"
    r"|informationen)\b",
    re.IGNORECASE,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Support:
    """A piece of a passage that says what a statement says.

    Args:
        passage: Where it stands.
        span: Of the page's clean text.
        score: How sure, 0 … 1.
    """

    passage: Passage
    span: Span
    score: float


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a statement.

    Args:
        judged: False for what states nothing that could be looked up.
        supports: Best first; empty if nothing supports it.
        sure: Whether they are all that one has to look at: a bare value may be another's.
    """

    judged: bool
    supports: tuple[Support, ...] = ()
    sure: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class _Piece:
    number: int  # of the passage, from 1
    passage: Passage
    span: Span
    text: str
    stems: frozenset[str]
    numbers: frozenset[str]
    negated: bool


@dataclasses.dataclass(frozen=True, slots=True)
class _Backing:
    """A piece that supports a statement, and the share that it has of the statement's words."""

    piece: _Piece
    support: Support
    share: float


@dataclasses.dataclass(frozen=True, slots=True)
class _Said:
    """A statement, the passages that the model names, and pieces with their shares of its words.

    ``polarities`` tell whether what supports it may have a negation, and whether it may have none.
    From the score ``sure_from`` on a place of a bare value is surely meant.
    """

    text: str
    polarities: frozenset[bool]
    hints: frozenset[int]
    near: tuple[tuple[int, float], ...]
    is_bare: bool
    sure_from: float


class Attribution:
    """Attributes the statements of one answer to its passages.

    Args:
        embedder: Compares meanings; without a working one, words decide alone.
        question: That is answered; without one, a bare value is taken as it is.
    """

    def __init__(self, embedder: Embedder, question: str = "") -> None:
        self._embedder = embedder
        self._question = question
        self._asked_for = frozenset(stem(word) for word in content_words(question))
        self._pieces: list[_Piece] = []
        self._with_word: defaultdict[str, list[int]] = defaultdict(list)
        self._of_passage: defaultdict[int, list[int]] = defaultdict(list)
        self._vectors: dict[int, NDArray[np.float32]] = {}
        self._passages = 0
        self._waiting: list[tuple[Sequence[Passage], int]] = []

    def add(self, passages: Sequence[Passage]) -> None:
        """Add passages, numbered on from those before.

        They are taken apart when the first statement comes: the model must not wait for that.
        """
        self._waiting.append((passages, self._passages + 1))
        self._passages += len(passages)

    async def judge(self, statement: str, hints: Sequence[int] = ()) -> Verdict:
        """Return what supports one statement; see ``judge_all``."""
        (verdict,) = await self.judge_all([(statement, hints)])
        return verdict

    async def judge_all(self, statements: Sequence[tuple[str, Sequence[int]]]) -> list[Verdict]:
        """Return what supports each of some statements; the embedder is asked once for all.

        Args:
            statements: Sentences or lines, each with the passages that the model names for it;
                unknown ones are passed over.
        """
        await self._take_apart()
        said = [self._said(statement, hints) for statement, hints in statements]
        meanings = iter(await self._meanings([one for one in said if one is not None]))
        return [
            Verdict(judged=False) if one is None else self._verdict(one, next(meanings))
            for one in said
        ]

    def _said(self, statement: str, hints: Sequence[int]) -> _Said | None:
        """Return a statement with the pieces that are most like it; None for what states nothing.

        A piece without any of its words, and not named for it, is never like enough: it is left
        out at once.
        """
        statement = _ITEM.sub("", statement)
        numbers = numbers_in(statement)
        wanted = {stem(word) for word in content_words(statement)}
        if not _states_something(statement, wanted, numbers):
            return None
        in_letters = sum(not _HAS_DIGIT.search(word) for word in wanted)
        is_bare = bool(numbers and in_letters <= _BARE and self._question)
        polarities = {_is_negated(statement)}
        if is_bare:
            # "How long may one stay without a permit?": what answers it may have no "without".
            polarities.add(_is_negated(self._question))
            statement = f"{self._question} {statement}"
            wanted |= {stem(word) for word in content_words(self._question)}
        weights = {word: self._weight(word) for word in wanted}
        whole = sum(weights.values()) or 1.0
        shares = {i: 0.0 for hint in set(hints) for i in self._of_passage.get(hint, ())}
        for word, weight in weights.items():
            for i in self._with_word[word]:
                shares[i] = shares.get(i, 0.0) + weight / whole
        named = frozenset(hints)
        near = heapq.nlargest(
            _LOOKED_AT,
            (
                (share + _HINT * (piece.number in named), -i, share)
                for i, share in shares.items()
                for piece in (self._pieces[i],)
                if numbers <= piece.numbers
            ),
        )
        pieces = tuple((-i, share) for _, i, share in near)
        sure_from = _SURE if in_letters > 1 else _SURE_OF_NUMBER
        return _Said(statement, frozenset(polarities), named, pieces, is_bare, sure_from)

    def _verdict(self, said: _Said, meaning: Sequence[float | None]) -> Verdict:
        supports: list[_Backing] = []
        for (i, share), cosine in zip(said.near, meaning, strict=True):
            piece = self._pieces[i]
            score = _WORDS * share + _MEANING * (share if cosine is None else cosine)
            if piece.negated in said.polarities:
                score += _HINT * (piece.number in said.hints)
            else:  # no mark of the model's makes a statement of its opposite
                score -= _OTHER_POLARITY
            if score >= (_VALUE_SUPPORTED if said.is_bare else SUPPORTED):
                support = Support(piece.passage, piece.span, min(1.0, score))
                supports.append(_Backing(piece, support, share))
        if said.is_bare:
            places = _places_of_value(supports)
            sure = bool(places) and places[0].score >= said.sure_from
            return Verdict(judged=True, supports=places, sure=sure)
        return Verdict(judged=True, supports=_chosen(supports, said.hints, self._asked_for))

    async def _take_apart(self) -> None:
        while self._waiting:
            passages, first = self._waiting.pop(0)
            pieces = await asyncio.to_thread(_pieces, passages, first)
            for i, piece in enumerate(pieces, len(self._pieces)):
                self._of_passage[piece.number].append(i)
                for word in piece.stems:
                    self._with_word[word].append(i)
            self._pieces += pieces

    def _weight(self, word: str) -> float:
        """Return how much a word says: the rarer among the pieces, the more (as BM25 has it)."""
        n, d = len(self._pieces), len(self._with_word[word])
        return math.log(1 + (n - d + 0.5) / (d + 0.5))

    async def _meanings(self, said: Sequence[_Said]) -> list[list[float | None]]:
        """Return for each statement the cosine of its pieces with it, not below 0."""
        pieces = dict.fromkeys(i for one in said for i, _ in one.near)
        if not pieces:
            return [[] for _ in said]
        missing = [i for i in pieces if i not in self._vectors]
        texts = [*(one.text for one in said), *(self._pieces[i].text for i in missing)]
        try:
            vectors = await self._embedder.embed(texts, urgent=True)
        except (ResourceError, WorkerError):
            _log.warning("statements have no vectors: words decide alone", exc_info=True)
            return [[None] * len(one.near) for one in said]
        self._vectors.update(zip(missing, vectors[len(said) :], strict=True))
        return [
            [max(0.0, float(self._vectors[i] @ vector)) for i, _ in one.near]
            for one, vector in zip(said, vectors[: len(said)], strict=True)
        ]


def _chosen(
    supports: Sequence[_Backing], hints: frozenset[int], asked: frozenset[str]
) -> tuple[Support, ...]:
    """Take the best piece, and the best of another passage if the model names that one, too.

    Args:
        supports: Pieces that support the statement.
        hints: Passages that the model names.
        asked: Stems of the question.
    """
    best = max((one.support.score for one in supports), default=0.0)
    ranked = sorted(
        supports,
        # What says the same beside more of the question's words is meant sooner: titles and values
        # stand in many places. Then what says it in fewer words is the better quote.
        key=lambda one: (
            one.support.score < best - _CLOSE and one.share < _ALL_WORDS,
            -len(asked & one.piece.stems),
            len(one.piece.text),
            -one.support.score,
        ),
    )
    chosen = ranked[:1]
    for one in ranked[1:]:
        taken = {other.piece.number for other in chosen}
        number = one.piece.number
        if len(chosen) < _AT_MOST and number in hints and number not in taken:
            chosen.append(one)
    return tuple(one.support for one in chosen)


def _places_of_value(supports: Sequence[_Backing]) -> tuple[Support, ...]:
    """Take the best piece of each page that is about as good as the best: any may be meant."""
    ranked = sorted((one.support for one in supports), key=lambda one: -one.score)
    of_page: dict[tuple[str, int], Support] = {}
    for one in ranked:
        if one.score >= ranked[0].score - _ABOUT:
            of_page.setdefault((one.passage.chunk.sha256, one.passage.chunk.page), one)
    return tuple(of_page.values())[:_PLACES]


def _pieces(passages: Sequence[Passage], first: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    for number, passage in enumerate(passages, first):
        chunk = passage.chunk
        context = frozenset(stems(chunk.context))
        context_numbers = numbers_in(chunk.context)
        for start, end in quotable(chunk.text):
            span = with_first_row(chunk.text, (start, end))
            text = chunk.text[slice(*span)]
            begin, stop = below_headings(chunk.text, span)
            pieces.append(
                _Piece(
                    number=number,
                    passage=passage,
                    span=(chunk.start + begin, chunk.start + stop),
                    text=text,
                    # Title and heading say what a sentence below them is about.
                    stems=frozenset(stems(text)) | context,
                    numbers=numbers_in(text) | _numbers_in_words(text) | context_numbers,
                    negated=_is_negated(text),
                )
            )
    return pieces


def _is_negated(text: str) -> bool:
    return _NEGATION.search(text) is not None


def _states_something(statement: str, wanted: set[str], numbers: frozenset[str]) -> bool:
    if numbers:
        return True
    text = statement.rstrip(" *_\"'”’»)")
    if text.endswith((":", "?")) or len(wanted) < _FEW_WORDS:
        return False
    return _SAYS_NOTHING_THERE.search(text) is None


def numbers_in(text: str) -> frozenset[str]:
    """Return the numbers of a text by their digits: 2,400 and 2.400 and 2 400 are the same."""
    found = (_CENTS.sub("", number) for number in _NUMBER.findall(text))
    return frozenset(_NOT_DIGIT.sub("", number) for number in found)


def _numbers_in_words(text: str) -> frozenset[str]:
    """Return the small numbers that stand in a text as words: a model may write them in digits."""
    return frozenset(_NUMBER_WORDS[word] for word in words(text) if word in _NUMBER_WORDS)
