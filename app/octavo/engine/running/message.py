"""The message that a run writes: its text, its citations, and the deltas that tell of them."""

from __future__ import annotations

from octavo.engine.answer.generator import Cited, Closest, Unsupported, Wrote
from octavo.engine.clock import now
from octavo.protocol.ids import new_id
from octavo.protocol.languages_apart import LanguagesApart
from octavo.protocol.messages import (
    Annotation,
    AnswerKind,
    BeingRead,
    FileCitationAnnotation,
    FileCitationDelta,
    IncompleteDetails,
    IncompleteReason,
    MessageDelta,
    MessageDeltaObject,
    MessageObject,
    Note,
    Role,
    Text,
    TextContent,
    TextContentDelta,
    TextDelta,
)
from octavo.protocol.runs import RunObject


class GrowingMessage:
    """A message of the assistant from its first word to its end.

    Args:
        run: That writes it.
        kind: Of the answer.
        model: What writes it, where that is another model than the run names.
        by_words_alone: Passages that the run compared by their words alone.
        apart: The languages of question and documents; see ``Begun``.
    """

    def __init__(
        self,
        run: RunObject,
        kind: AnswerKind,
        model: str = "",
        by_words_alone: int = 0,
        apart: LanguagesApart | None = None,
    ) -> None:
        self._begun = MessageObject(
            id=new_id("message"),
            created_at=now(),
            thread_id=run.thread_id,
            status="in_progress",
            incomplete_details=None,
            completed_at=None,
            incomplete_at=None,
            role="assistant",
            content=[],
            assistant_id=run.assistant_id,
            run_id=run.id,
            attachments=[],
            metadata={},
            answer_kind=kind,
            answered_by=model or run.model,
            by_words_alone=by_words_alone or None,
            languages_apart=apart,
        )
        self._text: list[str] = []
        self._length = 0
        self._annotations: list[Annotation] = []
        self._unsupported: list[tuple[int, int]] = []
        self._closest: int | None = None
        self._note: Note | None = None

    @property
    def id(self) -> str:
        """Of the message."""
        return self._begun.id

    @property
    def text(self) -> str:
        """What has been written so far, markers included."""
        return "".join(self._text)

    def tell_of(self, reading: BeingRead | None) -> None:
        """Let the message say what was still being read when it began."""
        self._begun = self._begun.model_copy(update={"being_read": reading})

    def write(self, part: Wrote) -> MessageDeltaObject:
        """Add text; return the delta that tells it."""
        note = None
        if part.phrases and not self._length:
            self._note = note = Note(length=len(part.text), phrases=part.phrases)
        self._text.append(part.text)
        self._length += len(part.text)
        return text_delta(self.id, part.text, note)

    def cite(self, part: Cited) -> list[MessageDeltaObject]:
        """Add a marker and its citation; return the deltas that tell them."""
        start = self._length
        written = self.write(Wrote(part.marker))
        annotation = FileCitationAnnotation(
            text=part.marker,
            file_citation=part.citation,
            start_index=start,
            end_index=self._length,
        )
        self._annotations.append(annotation)
        return [written, citation_delta(self.id, len(self._annotations) - 1, annotation)]

    def mark(self, part: Unsupported | Closest) -> None:
        """Note that nothing supports the last characters, or that only the closest pages follow."""
        if isinstance(part, Unsupported):
            self._unsupported.append((self._length - part.length, self._length))
        else:
            self._closest = self._length

    def grown(self) -> MessageObject:
        """Return the message as it stands."""
        text = Text(
            value=self.text,
            annotations=list(self._annotations),
            unsupported=list(self._unsupported) or None,
            closest=self._closest,
            note=self._note,
        )
        content = [TextContent(text=text)] if text.value else []
        return self._begun.model_copy(update={"content": content})

    def ended(self, reason: IncompleteReason | None) -> MessageObject:
        """Return the message as it ends now; ``reason`` tells why it is not whole."""
        return ended_message(self.grown(), reason)


def ended_message(message: MessageObject, reason: IncompleteReason | None) -> MessageObject:
    """Return the message completed, or incomplete for a reason."""
    whole = reason is None
    return message.model_copy(
        update={
            "status": "completed" if whole else "incomplete",
            "completed_at" if whole else "incomplete_at": now(),
            "incomplete_details": None if reason is None else IncompleteDetails(reason=reason),
        }
    )


def opening_delta(message_id: str) -> MessageDeltaObject:
    """Return the first delta of every message: an empty block of text."""
    return _delta(message_id, TextDelta(value="", annotations=[]), role="assistant")


def text_delta(message_id: str, text: str, note: Note | None = None) -> MessageDeltaObject:
    """Return the delta that adds text; ``note`` if the engine itself says it."""
    return _delta(message_id, TextDelta(value=text, note=note))


def citation_delta(message_id: str, index: int, annotation: Annotation) -> MessageDeltaObject:
    """Return the delta that adds the ``index``-th annotation."""
    fields = {name: getattr(annotation, name) for name in FileCitationAnnotation.model_fields}
    return _delta(message_id, TextDelta(annotations=[FileCitationDelta(index=index, **fields)]))


def _delta(message_id: str, text: TextDelta, role: Role | None = None) -> MessageDeltaObject:
    delta = MessageDelta(role=role, content=[TextContentDelta(index=0, text=text)])
    return MessageDeltaObject(id=message_id, delta=delta)
