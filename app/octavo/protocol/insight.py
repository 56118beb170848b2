"""What Octavo tells of documents beyond the interface: summaries, comparisons, places on pages."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from octavo.protocol.base import Reply, Request
from octavo.protocol.languages_apart import LanguagesApart
from octavo.protocol.messages import Rect

MOST_COMPARED = 50
"""Documents that one question is put to."""

LONGEST_QUESTION = 10_000
"""Characters of the question of a comparison."""


_Count = Annotated[int, Field(ge=0, le=100_000_000)]


class PlaceQuery(Request):
    """Which characters of a page's raw text are meant; the page counts from 1."""

    page: Annotated[int, Field(ge=1, le=10_000_000)]
    start: _Count
    end: _Count


Section = Annotated[int, Field(ge=0, le=1_000_000)]
"""A heading of a file's outline, counted from 0 in reading order."""


class SummaryQuery(Request):
    """Which part of a file is to be summarised: what stands under a heading; else all of it."""

    section: Section | None = None


class DocumentPart(Reply):
    """A part of a document: the heading that it stands under, and its first and last page."""

    section: int
    title: str
    page: int
    page_label: str
    last_page: int
    last_page_label: str


class PagePlace(Reply):
    """Where a span of a page's text is, one rectangle per line; none if it cannot be measured."""

    object: Literal["octavo.page_place"] = "octavo.page_place"
    file_id: str
    page: int
    rects: list[Rect]


class PageQuote(Reply):
    """A verbatim piece of a page; ``start`` and ``end`` are characters of its raw text."""

    page: int
    page_label: str
    quote: str
    start: int
    end: int
    verified: bool
    score: float | None = None


class SummarySection(Reply):
    """A part of a document: its heading, the pages on which it begins and ends, what it says.

    Where no headings divide a document, some pages are taken together under no title.
    """

    title: str
    page: int
    page_label: str
    last_page: int
    last_page_label: str
    quotes: list[PageQuote]


class KeyTerm(Reply):
    """Words that a document is about, how often they were seen in it, and a sentence with them.

    Of very long documents, only some sentences are looked at for this.
    """

    term: str
    count: int
    quote: PageQuote


class SuggestedQuestion(Reply):
    """A question that the document answers, and the sentence that it was made from."""

    question: str
    quote: PageQuote


class FileSummary(Reply):
    """A document in its own sentences: as a whole, by section, its key terms, and questions.

    ``pages`` are those that were read so far, of ``pages_total``, with so many ``characters`` of
    text. Nothing in it was written by a model: all quotes are verbatim. With ``part``, it is of
    that part alone, and so are ``pages`` and ``characters``. ``sections_left`` are the titles of
    those that no sentence can be quoted of, such as tables and forms.
    """

    object: Literal["octavo.file_summary"] = "octavo.file_summary"
    vector_store_id: str
    file_id: str
    filename: str
    title: str
    part: DocumentPart | None = None
    pages: int
    pages_total: int
    characters: int
    quotes: list[PageQuote]
    sections: list[SummarySection]
    sections_left: list[str] = Field(default_factory=list)
    key_terms: list[KeyTerm]
    questions: list[SuggestedQuestion]


class CompareFilesRequest(Request):
    """The same question to several files of a vector store, each asked by itself."""

    question: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_QUESTION)]
    file_ids: Annotated[list[str], Field(min_length=1, max_length=MOST_COMPARED)]


class ComparedFile(Reply):
    """What one file says to the question, best first.

    If it does not cover it, ``kind`` says so, and the quotes are from its closest pages. ``fit``
    tells how well the best of its sentences fits, 0 to 1. ``languages_apart`` is there where it
    does not cover it and is surely in another language than the question.
    """

    file_id: str
    filename: str
    kind: Literal["quotes", "not_covered"]
    fit: float
    quotes: list[PageQuote]
    languages_apart: LanguagesApart | None = None


class FilesComparison(Reply):
    """What each of the files says, in the order of the request."""

    object: Literal["octavo.files_comparison"] = "octavo.files_comparison"
    question: str
    data: list[ComparedFile]
