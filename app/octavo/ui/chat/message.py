"""How one message is written: label, body, and what is said when it stopped or failed."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextLayout, QTextOption

from octavo.session.answer_words import by_words_alone
from octavo.session.engine_words import (
    in_readers_lead,
    in_readers_quotes,
    in_readers_words,
    quoted,
)
from octavo.session.half_read import half_read_words
from octavo.session.state import ChatMessage, MessageState
from octavo.ui import theme as look
from octavo.ui.chat import styles
from octavo.ui.chat.chips import one_line
from octavo.ui.chat.markdown import Block, parse_markdown, parse_plain, plain_runs
from octavo.ui.chat.message_actions import (
    ACTION_LABELS,
    RATINGS,
    MessageAction,
    actions_for,
    in_row,
)
from octavo.ui.chat.parting import BEGINNING, Cut, parted
from octavo.ui.chat.source import clean, mark
from octavo.ui.chat.styles import Ground, Styles
from octavo.ui.chat.targets import ActionTarget, RetryTarget, Target
from octavo.ui.chat.writer import OBJECT, Writer
from octavo.words import later, say

QUOTES_LABEL: Final = later("Quotes from your documents")
CHECKED: Final = later("checked against your documents")
NOT_FOUND: Final = later("Not found in your documents:")
WAITING: Final = later("Looking through your documents…")
STOPPED: Final = later("Stopped")
RETRY: Final = later("Try again")
QUOTES: Final = later("Quote the documents instead")

ASK_LATER: Final = later("Ask again when the rest has been read.")
READ_SINCE: Final = later("The rest has been read since.")
ASK_NOW: Final = later("Ask again")

_ACTION_GAP: Final = "\u2003\u2009"

_ICONS: Final = {MessageAction.GOOD: "thumb-up", MessageAction.POOR: "thumb-down"}

_BUBBLE_SHARE: Final = 0.88
"""How much of the column a question may take."""

_KEPT: Final = 512
"""Parts of an answer that grows, of one to four thousand characters; longer ones are read again."""

_MEASURED: Final = 2000
"""Questions of more characters fill that room anyway."""


def is_plain(message: ChatMessage) -> bool:
    """Whether nothing in a message's text is to be interpreted."""
    return message.role == "user" or message.kind in ("quotes", "not_covered", "told")


def write_question(writer: Writer, message: ChatMessage, width: float) -> None:
    """Write a question into a column of ``width`` pixels."""
    text = clean(message.text)
    made = styles.paragraph(
        above=28 + styles.BUBBLE_PAD_Y,
        below=14 + styles.BUBBLE_PAD_Y,
        left=bubble_margin(text, width),
        right=styles.BUBBLE_PAD_X,
    )
    writer.runs(styles.grounded(made, Ground.QUESTION), plain_runs(text))


def bubble_margin(text: str, width: float) -> float:
    """Return the left margin that lets a question's bubble hug its text at the right edge."""
    widest = max(0.0, width * _BUBBLE_SHARE - 2 * styles.BUBBLE_PAD_X)
    natural = widest
    if len(text) <= _MEASURED:
        layout = QTextLayout(text.replace("\n", "\u2028"), look.font(look.CHAT_PX))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        natural = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(widest)
            natural = max(natural, line.naturalTextWidth())
        layout.endLayout()
    return max(0.0, width - styles.BUBBLE_PAD_X - min(math.ceil(natural) + 1, widest))


def write_label(writer: Writer, message: ChatMessage, formats: Styles) -> None:
    """Write what stands above an answer."""
    if message.kind == "quotes":
        writer.paragraph(styles.paragraph(line=20, below=4), (str(QUOTES_LABEL), formats.small))
    elif message.kind == "written" and message.answered_by:
        checked = message.citations or message.unsupported
        text = say("Written by {model}", model=one_line(message.answered_by))
        if checked:
            text += f" · {CHECKED}"
        writer.paragraph(styles.paragraph(line=20, below=4), (text, formats.small))


class Parse(Protocol):
    """Reads a part of a Markdown text; see `parse_markdown`."""

    def __call__(self, text: str, lead: str, *, goes_on: bool) -> Sequence[Block]: ...


def remembering() -> Parse:
    """Return what reads the parts of one answer that grows, each once.

    They are read again at its end: all 40,000 characters would hold the window for 200 ms.
    """
    return functools.lru_cache(maxsize=_KEPT)(parse_markdown)


def body_blocks(
    message: ChatMessage,
    after: Cut = BEGINNING,
    until: Cut | None = None,
    *,
    parse: Parse = parse_markdown,
) -> list[Block]:
    """Return what is to be written of an answer's text.

    Args:
        message: The answer.
        after: Where in its text that begins.
        until: Where it ends; with the text if it is not given.
        parse: Reads Markdown.
    """
    text, citations, doubts = message.text, message.citations, message.doubts
    if message.kind == "quotes":
        text = in_readers_quotes(text)
    if not is_plain(message):
        return [
            block
            for span in parted(text, after, until)
            for block in parse(
                mark(text, citations, span.start, span.stop, doubts),
                clean(span.lead.text),
                goes_on=span.goes_on,
            )
        ]
    stop = len(text) if until is None else until.position
    marked = mark(text, citations, after.position, stop, doubts)
    if message.kind == "not_covered":
        marked = in_readers_words(marked, read_since=message.read_since)
    elif after.position == 0:
        marked = in_readers_lead(marked)
    return list(parse_plain(marked))


def write_blocks(writer: Writer, message: ChatMessage, blocks: Sequence[Block]) -> None:
    """Write blocks of an answer's text, as far apart as its kind wants them."""
    if is_plain(message):
        writer.blocks(blocks, gap=styles.LOOSE)
    else:
        writer.blocks(blocks)


def write_waiting(writer: Writer, formats: Styles) -> None:
    """Write what stands in place of an answer that has no text yet."""
    writer.paragraph(styles.paragraph(), (str(WAITING), formats.small))


def write_actions(writer: Writer, message: ChatMessage, formats: Styles) -> None:
    """Write what can be done with an answer, if anything can."""
    offered = in_row(actions_for(message)) if message.role == "assistant" else []
    if not offered:
        return
    targets = [_action(action, message, formats) for action in offered]
    made = styles.aside(styles.paragraph(line=20, above=8, below=4))
    writer.actions(made, targets, (_ACTION_GAP, formats.small))


def _action(
    action: MessageAction, message: ChatMessage, formats: Styles
) -> tuple[str, ActionTarget, QTextCharFormat]:
    target = ActionTarget(action, message.id)
    if (rating := RATINGS.get(action)) is None:
        words = str(ACTION_LABELS[action]).replace(" ", "\N{NO-BREAK SPACE}")
        return words, target, formats.small
    return OBJECT, target, formats.icon(_ICONS[action], chosen=message.rating is rating)


def write_end(writer: Writer, message: ChatMessage, formats: Styles) -> None:
    """Write what is to be said below a message."""
    if said := by_words_alone(message.by_words_alone):
        writer.paragraph(styles.paragraph(line=20, above=4), (said, formats.small))
    if message.unsupported:
        _write_unsupported(writer, message, formats)
    if message.half_read:
        _write_half_read(writer, message, formats)
    if message.state is MessageState.STOPPED:
        writer.paragraph(styles.paragraph(line=20), (str(STOPPED), formats.small))
    elif message.state is MessageState.FAILED:
        _write_problem(writer, message, formats)


def _write_unsupported(writer: Writer, message: ChatMessage, formats: Styles) -> None:
    """Write which statements of an answer nothing supports."""
    lines = [(str(NOT_FOUND), formats.small_bold)]
    lines += [(quoted(_as_read(text)), formats.small_ink) for text in message.unsupported]
    for index, (text, characters) in enumerate(lines):
        last = index == len(lines) - 1
        above = 12 + styles.BOX_PAD_Y if index == 0 else 0
        below = 6 + styles.BOX_PAD_Y if last else 2
        writer.paragraph(_problem_block(above, below, starts=index == 0), (text, characters))


def _write_half_read(writer: Writer, message: ChatMessage, formats: Styles) -> None:
    """Write how much had been read, and offer to answer again once all has been."""
    said = one_line(half_read_words(message))
    made = styles.paragraph(line=20, above=8, below=2)
    if not message.read_since:
        writer.paragraph(made, (f"{said} {ASK_LATER}", formats.small))
        return
    writer.paragraph(made, (f"{said} {READ_SINCE}", formats.small))
    again = ActionTarget(MessageAction.AGAIN, message.id)
    writer.action(styles.paragraph(line=20), str(ASK_NOW), again, formats.action)


def _as_read(statement: str) -> str:
    """Return a statement in Markdown as it reads, without the signs for headings and cells."""
    cells = statement.strip("| ").replace(" | ", " · ")
    blocks = parse_markdown(clean(cells))
    return one_line(" ".join("".join(run.text for run in block.runs) for block in blocks))


def _write_problem(writer: Writer, message: ChatMessage, formats: Styles) -> None:
    problem = message.problem
    title = one_line(problem.title) if problem else say("This message failed")
    lines = [(title, formats.small_bold)]
    if problem and problem.message:
        lines.append((one_line(problem.message), formats.small_ink))
    if problem and problem.hint:
        lines.append((one_line(problem.hint), formats.small))
    for index, (text, characters) in enumerate(lines):
        above = 16 + styles.BOX_PAD_Y if index == 0 else 0
        block = _problem_block(above, 2, starts=index == 0)
        writer.paragraph(block, (text, characters))
    last = _problem_block(4, 10 + styles.BOX_PAD_Y, starts=False)
    offered: list[tuple[str, Target, QTextCharFormat]] = [
        (str(RETRY), RetryTarget(message.id), formats.action)
    ]
    if message.kind == "written":
        quotes = str(QUOTES).replace(" ", "\N{NO-BREAK SPACE}")
        offered.append((quotes, RetryTarget(message.id, quoted=True), formats.action))
    writer.actions(last, offered, (_ACTION_GAP, formats.small))


def _problem_block(above: float, below: float, *, starts: bool) -> QTextBlockFormat:
    made = styles.paragraph(
        line=20, above=above, below=below, left=styles.BOX_PAD_X, right=styles.BOX_PAD_X
    )
    return styles.grounded(made, Ground.PROBLEM, starts=starts)
