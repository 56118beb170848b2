"""A question in another language than all documents that it was put to, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.protocol.base import Reply
from octavo.protocol.language_names import LANGUAGE_NAMES
from octavo.words import Later, later


class LanguagesApart(Reply):
    """ISO 639-1 codes of a question's language, and of those of all documents, none the same.

    Octavo's own, which other servers do not send.
    """

    question: str
    documents: list[str]


def said_of_answer(apart: LanguagesApart) -> Later:
    """Return what is said instead of an answer of quotes."""
    return later(
        "Your documents do not seem to cover this. The question seems to be in {asked}, and they"
        " are in {written}: only words that are the same in these languages could be found. Ask in"
        " {ask}, or let a model that knows these languages write the answer.",
        **_named(apart),
    )


def said_of_written(apart: LanguagesApart) -> Later:
    """Return what is said where a model says that the passages do not answer."""
    return later(
        "Your documents do not seem to cover this. The question seems to be in {asked}, and they"
        " are in {written}. Ask in {ask}: that finds more.",
        **_named(apart),
    )


def said_of_document(apart: LanguagesApart) -> Later:
    """Return what is said of one document in a comparison, besides that it does not cover this."""
    return later(
        "The question seems to be in {asked}, and this document is in {written}: only words that"
        " are the same in these languages could be found. Ask in {ask}.",
        **_named(apart),
    )


def said_of_chat(apart: LanguagesApart) -> Later:
    """Return what is said of the texts of a chat, besides that they do not cover this."""
    return later(
        "The question seems to be in {asked}, and they are in {written}: only words that are the"
        " same in these languages could be found. Ask in {ask}.",
        **_named(apart),
    )


def _named(apart: LanguagesApart) -> dict[str, Later]:
    *others, last = (LANGUAGE_NAMES[code] for code in apart.documents)
    some = _in_a_row(others)
    return {
        "asked": LANGUAGE_NAMES[apart.question],
        "written": last if some is None else later("{some} and {last}", some=some, last=last),
        "ask": last if some is None else later("{some} or {last}", some=some, last=last),
    }


def _in_a_row(names: Sequence[Later]) -> Later | None:
    row: Later | None = None
    for name in names:
        row = name if row is None else later("{some}, {one}", some=row, one=name)
    return row
