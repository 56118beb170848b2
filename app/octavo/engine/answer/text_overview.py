"""Answers what is asked of the texts of a chat as a whole, as ``overview`` does of documents."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from octavo.engine.answer.chat_question import Asking
from octavo.engine.answer.overview import SENTENCES_OF_ONE, said_to
from octavo.engine.answer.texts import TextQuote
from octavo.engine.insight.finders import Finder
from octavo.errors import Text
from octavo.pdf.page import PageText

_ONLY_MESSAGES = (
    "You can ask about the text of your messages: there are no other documents in this chat."
    " Documents are looked into in threads, with an assistant that searches them."
)
_NO_SENTENCES = (
    "The text has no whole sentences that could stand for it. Ask for what you want to know of it,"
    " such as an amount or a date."
)

# A line break inside a paragraph: lines that were broken to fit are long, and go on small.
_WRAPPED = re.compile(r"(?<=[^\n]{40})(?<![.!?:;])\n(?=[^\W\d_A-ZÄÖÜ])")


@dataclasses.dataclass(frozen=True, slots=True)
class TextOverview:
    """What is said to a request: words of our own, or else quotes of the texts."""

    said: Text | None = None
    quotes: Sequence[TextQuote] = ()


class TextOverviews:
    """Answers requests about texts that are at hand.

    Args:
        finder: Finds the sentences that stand for a text.
    """

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    async def answer(self, asking: Asking) -> TextOverview | None:
        """Return what to say; None if a sentence is asked for, or there is no text to summarise."""
        request = asking.request
        if request is None:
            return None
        said = said_to(request)
        if said is not None:
            return TextOverview(said)
        if request.kind == "documents":
            return TextOverview(_ONLY_MESSAGES) if asking.meant else None
        if not asking.meant or (request.about and not request.is_kind and not asking.is_above):
            return None
        pages = [_page(number, text) for number, text in asking.meant]
        found = await self._finder.find(pages, (), None, ())
        quotes = [
            TextQuote(
                source=one.page - 1,
                start=one.start,
                end=one.end,
                quote=" ".join(one.text.split()),
                score=1.0,
            )
            for number in found.summary.quotes[:SENTENCES_OF_ONE]
            for one in [found.sentences[number]]
        ]
        return TextOverview(quotes=quotes) if quotes else TextOverview(_NO_SENTENCES)


def _page(number: int, text: str) -> PageText:
    """Return a message as a page, whose number counts from 1; positions stay what they are."""
    clean = _WRAPPED.sub(" ", text)
    return PageText(number + 1, str(number + 1), "text", text, clean, ())
