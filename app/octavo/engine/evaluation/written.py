"""Judges written answers to questions whose answers are known, beside the extract's."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from octavo.engine.answer.attribution import numbers_in
from octavo.engine.answer.citations import normalised
from octavo.engine.evaluation.figures import Figure, figure
from octavo.engine.evaluation.measure import Outcome
from octavo.engine.evaluation.questions import Question
from octavo.protocol.messages import (
    FileCitation,
    FileCitationAnnotation,
    MessageObject,
    TextContent,
)

_NUMERIC = re.compile(r"[\W\d_]*\d[\W\d_]*(?:%|percent|per cent)?", re.IGNORECASE)
"""An answer that is a number and no more than its unit's sign around it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """A written answer.

    Args:
        question: What was asked.
        text: What was written, without markers.
        citations: The places that it names, in their order.
        unsupported: Its statements that nothing supports.
        refused: Whether it says that the documents do not cover it.
        instead: Whether no model wrote it.
        seconds: From the question to the whole answer.
    """

    question: Question
    text: str
    citations: tuple[FileCitation, ...]
    unsupported: tuple[str, ...]
    refused: bool
    instead: bool
    seconds: float

    def cites(self, pdfs: Mapping[str, str]) -> bool:
        """Tell whether one of its places is on a right page."""
        places = {(pdfs[one.file_id], one.page or 0) for one in self.citations}
        return bool(places & self.question.gold)


@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """One figure of the extract and of the written answers, over the same questions."""

    extract: Figure | None
    written: Figure | None


def written_of(
    question: Question, message: MessageObject, *, model: str, seconds: float
) -> Written:
    """Return a message of the assistant as an answer to be judged; ``model`` was to write it."""
    text = ""
    citations: list[FileCitation] = []
    unsupported: list[str] = []
    for block in message.content:
        if not isinstance(block, TextContent):
            continue
        value = block.text.value
        unsupported += [value[start:end] for start, end in block.text.unsupported or ()]
        notes = [n for n in block.text.annotations if isinstance(n, FileCitationAnnotation)]
        citations += [note.file_citation for note in notes]
        for note in sorted(notes, key=lambda n: -n.start_index):
            value = value[: note.start_index] + value[note.end_index :]
        text += value + "\n"
    return Written(
        question=question,
        text=text.strip(),
        citations=tuple(citations),
        unsupported=tuple(unsupported),
        refused=message.answer_kind == "not_covered",
        instead=message.answered_by != model,
        seconds=seconds,
    )


def contains(text: str, answers: Sequence[str]) -> bool:
    """Tell whether a text has one of some answers: the words, or the number if it is one."""
    said = normalised(text)
    numbers = numbers_in(text)
    for answer in answers:
        wanted = normalised(answer)
        if _NUMERIC.fullmatch(answer.strip()):
            if numbers_in(answer) <= numbers:
                return True
        elif wanted and wanted in said:
            return True
    return False


def pairs_of(
    outcomes: Sequence[Outcome], written: Sequence[Written], pdfs: Mapping[str, str]
) -> dict[str, Pair]:
    """Put extract and written answers to the same questions, in the same order, side by side."""
    both = list(zip(outcomes, written, strict=True))
    known = [(o, w) for o, w in both if o.question.answerable and o.question.answers]
    paged = [(o, w) for o, w in both if o.question.answerable and o.question.gold]
    answerable = [(o, w) for o, w in both if o.question.answerable]
    unanswerable = [(o, w) for o, w in both if not o.question.answerable]
    return {
        "answer contained": Pair(
            figure(
                contains("\n".join([o.told, *(q.quote for q in o.quotes)]), o.question.answers)
                and not o.refused
                for o, _ in known
            ),
            figure(contains(w.text, w.question.answers) for _, w in known),
        ),
        "right page cited": Pair(
            figure(o.shows(len(o.quotes), pdfs) for o, _ in paged),
            figure(w.cites(pdfs) for _, w in paged),
        ),
        "refused, though answerable": Pair(
            figure(o.refused for o, _ in answerable), figure(w.refused for _, w in answerable)
        ),
        "refused, unanswerable": Pair(
            figure(o.refused for o, _ in unanswerable), figure(w.refused for _, w in unanswerable)
        ),
        "citations checked": Pair(
            figure(q.verified for o, _ in both for q in o.quotes),
            figure(bool(c.verified) for _, w in both for c in w.citations),
        ),
    }
