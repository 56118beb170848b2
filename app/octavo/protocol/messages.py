"""Messages of a thread, their content and the citations in it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from octavo.protocol.base import Metadata, Part, Reply, Request, Timestamp
from octavo.protocol.languages_apart import LanguagesApart
from octavo.protocol.phrases import Phrases
from octavo.protocol.tools import CodeInterpreterTool

Role = Literal["user", "assistant"]
MessageStatus = Literal["in_progress", "incomplete", "completed"]
IncompleteReason = Literal[
    "content_filter", "max_tokens", "run_cancelled", "run_expired", "run_failed"
]
AnswerKind = Literal["quotes", "not_covered", "written", "told"]
"""What an answer is: verbatim quotes, the statement that nothing fits, a model's own text, or what
Octavo says of itself and of the documents that are there, where no passage was asked for."""

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top in PDF points, origin at the bottom left of the unrotated page."""


class FileCitation(Reply):
    """Where a statement stands.

    ``file_id`` is the interface's own field; the others are Octavo's and may be absent elsewhere.
    ``page`` counts from 1, ``page_label`` is what is printed on it. ``start`` and ``end`` are
    character indexes into the page's raw text. ``verified`` says whether ``quote`` was found there.
    """

    file_id: str
    filename: str | None = None
    page: int | None = None
    page_label: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    rects: list[Rect] | None = None
    verified: bool | None = None
    score: float | None = None


class FileCitationAnnotation(Reply):
    """A marker in the text and the place that it cites."""

    type: Literal["file_citation"] = "file_citation"
    text: str
    file_citation: FileCitation
    start_index: int
    end_index: int


class FilePath(Reply):
    """A file made by a tool."""

    file_id: str


class FilePathAnnotation(Reply):
    """A path in the text that stands for a file."""

    type: Literal["file_path"] = "file_path"
    text: str
    file_path: FilePath
    start_index: int
    end_index: int


Annotation = Annotated[FileCitationAnnotation | FilePathAnnotation, Field(discriminator="type")]

Detail = Literal["auto", "low", "high"]


class Note(Reply):
    """What the engine itself says at the beginning of a text, to be said in any language.

    Args:
        length: Characters of the text that are said so.
        phrases: Its sentences.
    """

    length: Annotated[int, Field(ge=0)]
    phrases: Phrases


class Text(Reply):
    """Text with citation markers, and what they stand for.

    Octavo's own are ``unsupported``, the spans of statements that nothing found supports,
    ``closest``, where the closest pages begin to be named below a text that is sure of no place,
    and ``note``, where the engine speaks before it quotes.
    """

    value: str
    annotations: list[Annotation]
    unsupported: list[tuple[int, int]] | None = None
    closest: int | None = None
    note: Note | None = None


class TextContent(Reply):
    """A block of text."""

    type: Literal["text"] = "text"
    text: Text


class ImageFile(Reply):
    """A picture among the uploaded files."""

    file_id: str
    detail: Detail | None = None


class ImageFileContent(Reply):
    """A block with an uploaded picture."""

    type: Literal["image_file"] = "image_file"
    image_file: ImageFile


class ImageUrl(Reply):
    """A picture by its address; it is never fetched."""

    url: str
    detail: Detail | None = None


class ImageUrlContent(Reply):
    """A block with a picture by its address."""

    type: Literal["image_url"] = "image_url"
    image_url: ImageUrl


class RefusalContent(Reply):
    """A block in which the model declines."""

    type: Literal["refusal"] = "refusal"
    refusal: str


Content = Annotated[
    ImageFileContent | ImageUrlContent | TextContent | RefusalContent, Field(discriminator="type")
]


class FileSearchToolName(Part):
    """File search, named only."""

    type: Literal["file_search"]


class Attachment(Part):
    """A file that comes with a message, and the tools that shall see it."""

    file_id: str | None = None
    tools: (
        list[Annotated[CodeInterpreterTool | FileSearchToolName, Field(discriminator="type")]]
        | None
    ) = None


class AttachmentRequest(Request):
    """A file to come with a new message, and the tools that shall see it."""

    file_id: str
    tools: Annotated[
        list[Annotated[CodeInterpreterTool | FileSearchToolName, Field(discriminator="type")]],
        Field(min_length=1),
    ]


class IncompleteDetails(Reply):
    """Why a message is not whole."""

    reason: IncompleteReason


class HalfRead(Reply):
    """A file that was not read to its end when an answer was made; 0 pages if none was counted."""

    file_id: str
    filename: str
    pages_done: int = 0
    pages_total: int = 0


class BeingRead(Reply):
    """What was still being read when an answer was made: the first files, and how many more."""

    files: list[HalfRead]
    more: int = 0


class MessageObject(Reply):
    """A message as it is kept.

    Octavo's own are ``answer_kind``, ``answered_by``, the model that wrote it, ``being_read``, and
    ``by_words_alone``: how many passages were compared with the question by their words alone when
    it was answered, since they, or the question, had no vector then; and ``languages_apart``, where
    nothing fits and the question is surely in another language than all documents.
    """

    id: str
    object: Literal["thread.message"] = "thread.message"
    created_at: Timestamp
    thread_id: str
    status: MessageStatus
    incomplete_details: IncompleteDetails | None
    completed_at: Timestamp | None
    incomplete_at: Timestamp | None
    role: Role
    content: list[Content]
    assistant_id: str | None
    run_id: str | None
    attachments: list[Attachment] | None
    metadata: dict[str, str]
    answer_kind: AnswerKind | None = None
    answered_by: str | None = None
    by_words_alone: int | None = None
    being_read: BeingRead | None = None
    languages_apart: LanguagesApart | None = None


class TextRequestContent(Request):
    """A block of text in a new message."""

    type: Literal["text"]
    text: Annotated[str, Field(max_length=256_000)]


class ImageFileRequest(Request):
    """A picture among the uploaded files."""

    file_id: str
    detail: Detail | None = None


class ImageFileRequestContent(Request):
    """A block with an uploaded picture in a new message."""

    type: Literal["image_file"]
    image_file: ImageFileRequest


class ImageUrlRequest(Request):
    """A picture by its address."""

    url: str
    detail: Detail | None = None


class ImageUrlRequestContent(Request):
    """A block with a picture's address in a new message."""

    type: Literal["image_url"]
    image_url: ImageUrlRequest


RequestContent = Annotated[
    TextRequestContent | ImageFileRequestContent | ImageUrlRequestContent,
    Field(discriminator="type"),
]


class CreateMessageRequest(Request):
    """A new message."""

    role: Role
    content: (
        Annotated[str, Field(min_length=1, max_length=256_000)]
        | Annotated[list[RequestContent], Field(min_length=1)]
    )
    attachments: list[AttachmentRequest] | None = None
    metadata: Metadata | None = None


class ModifyMessageRequest(Request):
    """New metadata of a message."""

    metadata: Metadata | None = None


class FileCitationDelta(Reply):
    """A citation that has just been found; ``index`` is its place among the annotations."""

    index: int
    type: Literal["file_citation"] = "file_citation"
    text: str | None = None
    file_citation: FileCitation | None = None
    start_index: int | None = None
    end_index: int | None = None


class TextDelta(Reply):
    """Text and annotations to be added to a block; ``note`` is Octavo's own, as in the whole."""

    value: str | None = None
    annotations: list[FileCitationDelta] | None = None
    note: Note | None = None


class TextContentDelta(Reply):
    """What is added to the block at ``index``."""

    index: int
    type: Literal["text"] = "text"
    text: TextDelta | None = None


class MessageDelta(Reply):
    """What is added to a message."""

    role: Role | None = None
    content: list[TextContentDelta] | None = None


class MessageDeltaObject(Reply):
    """What is added to the message ``id``."""

    id: str
    object: Literal["thread.message.delta"] = "thread.message.delta"
    delta: MessageDelta
