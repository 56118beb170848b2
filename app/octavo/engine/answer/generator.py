"""What a run asks of whatever answers it, and the parts in which an answer comes.

One call of ``Generator.answer`` is one round. A round that calls functions ends with its calls;
when their outputs are there, the next round is asked with the same turn and these outputs in it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncGenerator
from typing import Literal, Protocol

from octavo.engine.hosting.asking import HERE, Where
from octavo.engine.reranking import UNREAD, ReadBy
from octavo.errors import Text
from octavo.protocol.languages_apart import LanguagesApart
from octavo.protocol.messages import AnswerKind, BeingRead, FileCitation, MessageObject
from octavo.protocol.phrases import Phrases
from octavo.protocol.steps import StepSearchResult
from octavo.protocol.tools import FunctionDefinition, ResponseFormatOption, ToolChoice
from octavo.words import english

StopReason = Literal["max_completion_tokens", "max_prompt_tokens", "content_filter"]
"""Why an answer ends before it is whole."""


@dataclasses.dataclass(frozen=True, slots=True)
class Call:
    """A function that the caller shall run.

    Args:
        id: Of this call; ``call_…`` where the model names none.
        name: Of the function.
        arguments: A JSON object, as the model wrote it.
    """

    id: str
    name: str
    arguments: str


@dataclasses.dataclass(frozen=True, slots=True)
class AnsweredCall:
    """A call of an earlier round, and what the caller's function returned."""

    call: Call
    output: str


@dataclasses.dataclass(frozen=True, slots=True)
class Turn:
    """What is to be answered.

    Args:
        question: The text of the last message of the user.
        vector_store_ids: Stores to search; empty if there are none.
        max_results: How many passages to look at, 1 to 50.
        score_threshold: Passages below it are not used, 0 to 1.
        files: The files to search; all of the stores if None.
        searches: Whether file search is among the tools.
        model: The model that the run names.
        instructions: Of the assistant and the run.
        messages: The thread's messages that the truncation strategy leaves, oldest first, the
            question among them. See ``text_of``.
        functions: That the model may call.
        tool_choice: Which tools it has to use, or must not.
        parallel_tool_calls: Whether one round may call several functions.
        response_format: The form that the answer has to have.
        temperature, top_p: Sampling, 0 to 2 and 0 to 1; None leaves them to the model.
        max_prompt_tokens: That this round may read, or None.
        max_completion_tokens: That this round may write, or None. The run cuts what goes beyond,
            by estimate where the generator tells no count of its own.
        rounds: The calls of the earlier rounds with their outputs, round by round.
        being_read: What is still being read of the stores, if anything is.
    """

    question: str
    vector_store_ids: tuple[str, ...]
    max_results: int
    score_threshold: float
    files: tuple[str, ...] | None = None
    searches: bool = True
    model: str = ""
    instructions: str = ""
    messages: tuple[MessageObject, ...] = ()
    functions: tuple[FunctionDefinition, ...] = ()
    tool_choice: ToolChoice = "auto"
    parallel_tool_calls: bool = True
    response_format: ResponseFormatOption = "auto"
    temperature: float | None = None
    top_p: float | None = None
    max_prompt_tokens: int | None = None
    max_completion_tokens: int | None = None
    rounds: tuple[tuple[AnsweredCall, ...], ...] = ()
    being_read: BeingRead | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """The passages that a search found; each search has its own. A message ends before it.

    Args:
        results: Best first.
        query: What was searched, if not the question as it was asked.
        where: At which hosts, if at any.
        by_words_alone: Passages that were compared by their words alone; see ``Looked``.
        read_by: Which reranker read them; see ``Looked``.
    """

    results: tuple[StepSearchResult, ...]
    query: str = ""
    where: Where = HERE
    by_words_alone: int = 0
    read_by: ReadBy = UNREAD


@dataclasses.dataclass(frozen=True, slots=True)
class Called:
    """Functions to be called; the last part of its round. There is at least one call."""

    calls: tuple[Call, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Begun:
    """The message begins.

    Args:
        kind: What kind of answer it is.
        model: What writes it, where that is another model than the run names.
        apart: The languages of question and documents, where nothing fits and they differ.
    """

    kind: AnswerKind
    model: str = ""
    apart: LanguagesApart | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Wrote:
    """More text.

    Args:
        text: In English where the engine itself speaks.
        phrases: What it takes to say it in another language; with a message's first text alone.
    """

    text: str
    phrases: Phrases | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Cited:
    """A marker, which is text as well, and the place that it stands for."""

    marker: str
    citation: FileCitation


@dataclasses.dataclass(frozen=True, slots=True)
class Unsupported:
    """Nothing that was found supports the last ``length`` characters of the text."""

    length: int


@dataclasses.dataclass(frozen=True, slots=True)
class Closest:
    """What comes from here on names the closest pages only; nothing before names a sure place."""


@dataclasses.dataclass(frozen=True, slots=True)
class Used:
    """Tokens read and written since the last ``Used``; they count for the step that ends next.

    In a round without a word about what was written, the run estimates that. ``Used()`` says that
    nothing was used, as where no model wrote.
    """

    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Stopped:
    """The answer ends here although it is not whole; the last part of its round."""

    reason: StopReason


@dataclasses.dataclass(frozen=True, slots=True)
class Waits:
    """What writes the answer takes no request yet and is asked again by itself.

    Args:
        seconds: Until it is asked again.
        host: Where it runs, for people.
        reason: What it said, or what failed; a sentence.
    """

    seconds: float
    host: str
    reason: Text


AnswerPart = Waits | Found | Called | Begun | Wrote | Cited | Unsupported | Closest | Used | Stopped


class InvalidPromptError(Exception):
    """What the run asks for cannot be answered by this generator, ever.

    Args:
        message: Says what would help; `kept` as it came, in English as the exception's text.
    """

    def __init__(self, message: Text) -> None:
        super().__init__(english(message))
        self.kept = message


class Generator(Protocol):
    """Answers a turn part by part; closing the generator stops it."""

    def answer(self, turn: Turn) -> AsyncGenerator[AnswerPart, None]:
        """Yield Found if something was searched, then Begun, then the text and its citations.

        A model may search again and go on: then another Found and another Begun come.

        Called may come instead of a message, or after one. Used may come anywhere.

        Raises:
            InvalidPromptError: the turn asks for what this generator does not do.
            AppError: the answer cannot be made (or finished).
        """
        ...


def text_of(message: MessageObject) -> str:
    """Return a message's text, its blocks on lines of their own; pictures are left out."""
    return "\n".join(block.text.value for block in message.content if block.type == "text")
