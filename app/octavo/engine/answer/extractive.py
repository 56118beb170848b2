"""Answers without a model: the sentences that fit the question best, verbatim, with their places.

Order of things: passages → their sentences → score of each → up to three, or "not covered".
"""

from __future__ import annotations

import asyncio
import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from octavo.engine.answer.apart import apart_from_documents
from octavo.engine.answer.candidates import Candidate, candidates_in
from octavo.engine.answer.choosing import chosen, closest, exact
from octavo.engine.answer.clauses import Clauses, Wanted, clauses
from octavo.engine.answer.covered import (
    THRESHOLD,
    Sentence,
    Shares,
    fit_of,
    has_its_name,
    lacks_value,
    shares,
)
from octavo.engine.answer.elsewhere import told
from octavo.engine.answer.over_pages import over_pages
from octavo.engine.answer.quotes import Quote, quoted, told_once
from octavo.engine.answer.reaching import reaching, whole_table
from octavo.engine.hosting.asking import HERE, Where
from octavo.engine.reranking import UNREAD, ReadBy
from octavo.engine.search import Passage, Searcher
from octavo.engine.store.store import Store
from octavo.engine.text.kinds_of_answer import AnswerKind
from octavo.engine.text.languages import in_latin_letters
from octavo.engine.text.numbered import asked_besides
from octavo.engine.text.questions import Asked
from octavo.engine.text.quotable import (
    as_said,
    is_bare,
    with_first_row,
)
from octavo.engine.text.sentences import Span
from octavo.engine.text.weights import Places, WordWeights
from octavo.errors import Text
from octavo.pdf.lines import CELL
from octavo.pdf.page import PageText
from octavo.protocol.languages_apart import LanguagesApart

# Shares of a sentence's score: its meaning, how much of the question it has word piece by word
# piece as the model understands each, the question's words in it, its passage; phrases of the
# question, and an amount, time or name where one is asked for. Chosen on one half of the questions
# of SQuAD 2.0 and of XQuAD in English and German, tried on the other and on reports: see
# tests/bench/README.md. They are brought to 0 … 1 by their sum. ``_TELLING`` is for what few other
# sentences have, such as a price, and ``_NUMBERS`` for the question's numbers: both were tried on
# questions of a stranger, and leave those sets about where they were.
_MEANING, _PIECES, _COVERAGE, _PASSAGE = 0.20, 0.50, 0.35, 0.40
_PAIRS, _KIND = 0.10, 0.05
_TELLING, _NUMBERS = 0.20, 0.10

# Who asks for a telephone number or the like is not helped by a sentence that only speaks of one:
# having it outweighs all that passage and words can give.
_EXACT = 1.0

# Who asks for somebody by a role wants the sentence that names them.
_CERTAIN = 0.40

# What the meaning counts of the question as the documents would put it, beside its own words.
_REWORDED = 0.9

# What the reranker's number counts, where one is in use: more than meaning alone. Not chosen by
# measuring: no model that could be measured was to be had.
_READ = 0.6

# Who names a clause wants what stands in it.
_OF_PART = 1.0
_SUM = _MEANING + _PIECES + _COVERAGE + _PASSAGE + _PAIRS + _KIND

# Sentences whose meaning is looked at: those that words and passage rank first. Each costs about
# 4 ms of computing.
_LOOKED_AT = 48

# Rows of dots, which the reader makes one sign of, mark tables of contents: what they point at is
# a better quote.
_LEADER = re.compile(r"…\s?(?:[0-9]{1,4}|[ivxlc]{1,6})\b|…$")
_POINTS_ELSEWHERE = 0.10

# What is less than a sentence and no row of a table, such as a heading that nothing follows, says
# what is somewhere and seldom what it is.
_BARE = 0.10

# A question that stands on a page is no answer to one.
_ASKS = 0.40


@dataclasses.dataclass(frozen=True, slots=True)
class ExtractiveAnswer:
    """What the documents say.

    Args:
        kind: ``quotes``, or ``not_covered`` when nothing fits well enough.
        quotes: Best first; when not covered, the best of each of the closest pages.
        passages: All that was found, best first.
        question: With typing errors forgiven, as it is told.
        searched: As it was searched, with its compounds as the documents have them.
        fit: How well what was found fits, 0 … 1; below ``THRESHOLD`` nothing is covered, unless
            the best has the clause or the whole name that the question asks for.
        where: At which hosts it was found, if at any.
        by_words_alone: Passages that were compared by their words alone; see ``Looked``.
        read_by: Which reranker read them; see ``Looked``.
        lead: What the engine says above the quotes.
        apart: The languages of question and documents, where nothing is covered and they surely
            differ.
    """

    kind: Literal["quotes", "not_covered"]
    quotes: tuple[Quote, ...]
    passages: tuple[Passage, ...]
    fit: float = 0.0
    question: str = ""
    searched: str = ""
    where: Where = HERE
    by_words_alone: int = 0
    read_by: ReadBy = UNREAD
    lead: tuple[Text, ...] = ()
    apart: LanguagesApart | None = None


class ExtractiveAnswerer:
    """Answers questions with quotes.

    Args:
        store: Where the pages are.
        searcher: Finds the passages, and tells how near their sentences are to the question.
    """

    def __init__(self, store: Store, searcher: Searcher) -> None:
        self._store = store
        self._searcher = searcher

    async def answer(
        self,
        question: str,
        vector_store_ids: Sequence[str],
        *,
        limit: int = 20,
        score_threshold: float = 0.0,
        files: Sequence[str] | None = None,
    ) -> ExtractiveAnswer:
        """Quote what answers the question, from the best passages of some vector stores.

        Args:
            question: In the user's words.
            vector_store_ids: Where to look.
            limit: Passages that are looked at.
            score_threshold: Passages with a lower score are left out.
            files: Only the files with these ids; all if not given.
        """
        spelled = await self._searcher.spelled(question, vector_store_ids)
        asked = spelled.asked
        looked = await self._searcher.look(
            vector_store_ids, spelled, limit=limit, score_threshold=score_threshold, files=files
        )
        passages = looked.passages
        candidates, fit, read_by = await self._scored(spelled.meant, asked, passages)
        covered = bool(candidates) and (
            fit >= THRESHOLD or candidates[0].of_part or has_its_name(asked, candidates[0].stems)
        )
        if covered and asked_besides(spelled.meant) == []:
            covered = any(one.of_part for one in candidates)  # no such clause was found
        best = chosen(exact(candidates, asked)) if covered else closest(candidates)
        of_part = [c for c in candidates if c.of_part] if covered and asked.parts else []
        there = Clauses()
        if of_part and candidates[0].of_part:
            found = [(one.passage.chunk, one.score) for one in of_part]
            wanted = Wanted(spelled.meant, asked.parts, spelled.lettered)
            there = await clauses(self._store, wanted, found, vector_store_ids, files)
        of_clauses = [
            quoted(one.page, one.span, (one.file_id, one.sha256), one.score) for one in there.pieces
        ]
        quotes: list[Quote | None] = []
        for one in best if not of_clauses else ():
            quotes += await self._quotes(one, asked, is_best=one is best[0], reaches_on=covered)
        where = await self._searcher.where(vector_store_ids)
        apart = None
        if not covered:
            apart = await apart_from_documents(
                self._store, question, vector_store_ids, files, passages, where
            )
        return ExtractiveAnswer(
            kind="quotes" if covered else "not_covered",
            quotes=tuple(of_clauses or told_once(quotes)),
            passages=tuple(passages),
            fit=fit,
            question=spelled.question,
            searched=spelled.searched,
            where=where,
            by_words_alone=looked.by_words_alone,
            read_by=read_by if looked.read_by == UNREAD else looked.read_by,
            lead=(told(there.left, is_all=there.is_all),) if there.left else (),
            apart=apart,
        )

    async def _scored(
        self, question: str, asked: Asked, passages: Sequence[Passage]
    ) -> tuple[list[Candidate], float, ReadBy]:
        """Return the candidates, best first, how well all fits, and which reranker read them."""
        # Taking passages apart takes some 100 ms where they are long: not on the loop.
        looked = await asyncio.to_thread(_looked_at, asked, passages)
        asked, candidates, coverage, passage, there = looked
        if not candidates:
            return [], 0.0, UNREAD
        found = read = None
        read_by = UNREAD
        texts = [as_said(c.text) for c in candidates]
        if self._searcher.reranking is not None:
            reranking = self._searcher.reranking
            read, read_by = await reranking.asked(question, texts, asked.language)
        pieces = coverage  # without vectors, words stand in for them, and for the meaning
        if in_latin_letters(asked.language):
            meanings = self._searcher.meanings
            plain = asked.put(question)
            if (near := await meanings.near(plain, texts)) is not None:
                found, pieces = near.whole, near.pieces
            reworded = asked.reworded(plain, [p.stems for p in passages])
            if found is not None and reworded is not None:
                other = await meanings.cosines(reworded, texts)
                found = found if other is None else np.maximum(found, _REWORDED * other)
        meaning = coverage if found is None else found
        fit = fit_of(found, there, asked.language)
        scores = _MEANING * meaning + _PIECES * pieces + _COVERAGE * coverage + _PASSAGE * passage
        scores += np.array([_seen(c, asked) for c in candidates])
        if read is not None:
            scores += _READ * read
        if asked.kind is not None:
            of_kind = np.array([asked.kind.is_in(c.text) for c in candidates])
            scores += of_kind * _weight(asked.kind)
        bare = np.array([is_bare(c.text) for c in candidates])
        of_part = np.array([c.of_part for c in candidates])
        # A clause's heading is wanted only where nothing of the clause was found.
        has_more = bool(asked.parts) and (of_part & ~bare).any()
        heads = of_part & bare if has_more else np.zeros_like(bare)
        scores += _OF_PART * (of_part & ~heads) - _OF_PART * heads
        scores /= _SUM
        leads = np.array([_LEADER.search(c.text) is not None for c in candidates])
        scores -= _POINTS_ELSEWHERE * leads
        scores -= _BARE * bare
        scores -= _ASKS * np.array([c.text.rstrip(' \n”"').endswith("?") for c in candidates])
        scored = [
            dataclasses.replace(c, score=float(score))
            for c, score in zip(candidates, scores, strict=True)
        ]
        return sorted(scored, key=lambda c: -c.score), fit, read_by

    async def _quotes(
        self, candidate: Candidate, asked: Asked, *, is_best: bool, reaches_on: bool
    ) -> list[Quote]:
        """Return a candidate as a quote, and what of its sentence stands on another page."""
        chunk = candidate.passage.chunk
        first = max(1, chunk.page - 1)
        pages = {
            one.number: one
            for one in await self._store.pages(chunk.sha256, first, chunk.page - first + 2)
        }
        if chunk.page not in pages:
            return []  # the file was removed a moment ago
        # A long page is gone through for its tables: not on the loop.
        return await asyncio.to_thread(
            _quotes_of, pages, candidate, asked, is_best=is_best, reaches_on=reaches_on
        )


def _quotes_of(
    pages: Mapping[int, PageText],
    candidate: Candidate,
    asked: Asked,
    *,
    is_best: bool,
    reaches_on: bool,
) -> list[Quote]:
    """Return a candidate as a quote, between the rest of its sentence on the pages around it."""
    chunk = candidate.passage.chunk
    page = pages[chunk.page]
    span = _span_of(page, candidate, asked, is_best=is_best)
    there = over_pages(pages, page, span) if reaches_on else [(page, span)]
    of = (chunk.file_id, chunk.sha256)
    return [quoted(one, its_span, of, candidate.score) for one, its_span in there]


def _span_of(page: PageText, candidate: Candidate, asked: Asked, *, is_best: bool) -> Span:
    """Return what of its page is quoted for a candidate, with what belongs to it there."""
    chunk, span = candidate.passage.chunk, candidate.span
    if not (candidate.of_part and asked.party):
        # A passage may end with the names of columns.
        span = reaching(page.clean, with_first_row(page.clean, span), asked.kind)
    own = page.clean[slice(*span)].rpartition("\n")[2]
    told = frozenset(asked.read(own, chunk.language))
    names_column = told.isdisjoint(asked.telling) and not candidate.stems.isdisjoint(asked.telling)
    if is_best and CELL in own and names_column:
        span = whole_table(page.clean, span)  # no row is asked for, but a column
    return span


def _looked_at(
    asked: Asked, passages: Sequence[Passage]
) -> tuple[Asked, list[Candidate], NDArray[np.float64], NDArray[np.float64], Shares]:
    """Return the sentences that the model is asked about, with their coverage and passage's score.

    The first is the question, without a name that has done its part. Both arrays have one number,
    0 … 1, for each sentence. The last is how much of the question the best passages have.
    """
    candidates = candidates_in(asked, passages)
    if not candidates:
        return asked, [], np.zeros(0), np.zeros(0), Shares()
    asked = asked.impersonal([c.stems for c in candidates])
    texts = [p.stems for p in passages]
    weights = WordWeights(asked.weighed, texts)
    coverage = np.array([weights.coverage(c.stems | c.above) for c in candidates])
    passage = np.array([c.passage.score for c in candidates]) / max(passages[0].score, 1e-9)
    of_part = np.array([c.of_part for c in candidates])
    first = _COVERAGE * coverage + _PASSAGE * passage + _OF_PART * of_part
    order = np.argsort(-first, kind="stable")[:_LOOKED_AT]
    # What the title or heading says, neither passage nor sentence need repeat.
    context = [frozenset(asked.read(p.chunk.context, p.chunk.language)) for p in passages]
    number = {id(passage): i for i, passage in enumerate(passages)}
    there = shares(
        asked,
        [above | text for above, text in zip(context, texts, strict=True)],
        [
            Sentence(
                c.order, c.stems | context[at], at, c.of_part, lacks_value(c, context[at], asked)
            )
            for c, at in ((candidates[i], number[id(candidates[i].passage)]) for i in order)
        ],
    )
    return asked, [candidates[i] for i in order], coverage[order], passage[order], there


def _weight(kind: AnswerKind) -> float:
    """Return what having what is asked for adds to a sentence's score."""
    if kind.exact:
        return _EXACT
    if kind.certain:
        return _CERTAIN
    return _TELLING if kind.telling else _KIND


def _seen(candidate: Candidate, asked: Asked) -> float:
    """Return what a sentence's own text adds to its score."""
    there = Places.of(candidate.order, asked.spoken).pairs()
    pairs = len(asked.pairs & there) / max(1, len(asked.pairs))
    numbers = len(asked.numbers & candidate.stems) / max(1, len(asked.numbers))
    return _PAIRS * pairs + _NUMBERS * numbers
