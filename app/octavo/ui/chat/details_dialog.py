"""The dialog that tells how an answer came about: time, tokens, steps, passages with scores."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from octavo.protocol.models import EXTRACTIVE_MODEL
from octavo.session.details import PassageItem, RunDetails, StepItem
from octavo.session.prices import Price, cost, cost_words
from octavo.session.run_words import run_state, step_state
from octavo.session.threads import shortened
from octavo.ui import theme
from octavo.ui.chat.chips import one_line, page_label
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.widgets.buttons import TextButton
from octavo.ui.widgets.elided_label import plain_tooltip
from octavo.ui.widgets.head_lines import show_heads
from octavo.words import say, say_many

_SHOWN = 240
"""Characters of a passage in the list."""

_MOST = 1200
"""Characters of a passage in its tooltip."""


class DetailsDialog(QDialog):
    """Facts in one column, the passages below them in the order of their ranks.

    Args:
        parent: The window that waits.
        details: The facts.
        prices: What models cost, by their names, as the person says.
    """

    def __init__(
        self, parent: QWidget | None, details: RunDetails, prices: Mapping[str, Price]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Details of the answer"))
        self.facts = QFormLayout()
        self.facts.setHorizontalSpacing(theme.SPACE_L)
        self.facts.setVerticalSpacing(theme.SPACE_XS)
        for name, value in facts(details, prices):
            self.facts.addRow(_plain(name, role="soft"), _plain(value))
        self.passages = QListWidget()
        self.passages.setProperty("kind", "field")
        self.passages.setAccessibleName(say("Passages that were looked at"))
        self.passages.setWordWrap(True)
        show_heads(self.passages)
        self.passages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for step in details.steps:
            for passage in step.passages:
                item = QListWidgetItem(passage_line(passage), self.passages)
                item.setToolTip(plain_tooltip(passage.text[:_MOST]))
        self.close_button = TextButton(say("Close"), kind="primary")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(plain_label(say("Details of the answer"), role="heading"))
        column.addLayout(self.facts)
        column.addSpacing(theme.SPACE_S)
        count = self.passages.count()
        said = (
            say_many("{n} passage was looked at.", "{n} passages were looked at.", count)
            if count
            else say("No passages were looked at.")
        )
        column.addWidget(_plain(said, role="soft"))
        column.addWidget(self.passages, 1)
        self.passages.setVisible(bool(count))
        column.addSpacing(theme.SPACE_M)
        column.addLayout(button_row(self.close_button))
        self.close_button.setFocus()
        self.resize(560, 520 if count else self.sizeHint().height())


def facts(details: RunDetails, prices: Mapping[str, Price]) -> list[tuple[str, str]]:
    """Return what is known of a run, as names and values."""
    said = [
        (say("Result"), run_state(details.status)),
        (say("Answered by"), _model(details.model)),
    ]
    if details.problem:
        said.append((say("Reason"), one_line(details.problem)))
    if details.seconds is not None:
        took = (
            say("less than a second")
            if details.seconds == 0
            else say("{seconds:,} s", seconds=details.seconds)
        )
        said.append((say("Time"), took))
    if details.prompt_tokens or details.completion_tokens:
        read, written = details.prompt_tokens or 0, details.completion_tokens or 0
        price = prices.get(details.model)
        costs = {} if price is None else {price.currency: price.of(read, written)}
        said.append((say("Tokens"), _tokens(read, written, costs)))
    if details.thread_read or details.thread_written:
        costs = cost(details.thread, prices)
        words = _tokens(details.thread_read, details.thread_written, costs)
        said.append((say("Tokens of the thread"), words))
    said += [(say("Searched for"), one_line(step.query)) for step in details.steps if step.query]
    hosts = dict.fromkeys(host for step in details.steps for host in step.hosts)
    if hosts:
        said.append((say("Searched at"), ", ".join(hosts)))
    problems = dict.fromkeys(step.problem for step in details.steps if step.problem)
    said += [(say("Searched here alone, since"), one_line(one)) for one in problems]
    if alone := max((step.by_words_alone for step in details.steps), default=0):
        compared = say_many("{n:,} passage", "{n:,} passages", alone)
        said.append((say("Compared by words alone"), compared))
    readers = dict.fromkeys(step.read_by for step in details.steps if step.read_by)
    if readers:
        said.append((say("Put in order by"), ", ".join(one_line(one) for one in readers)))
    unread = dict.fromkeys(one.reranker_problem for one in details.steps if one.reranker_problem)
    said += [(say("Not put in order, since"), one_line(one)) for one in unread]
    said.append(
        (say("Steps"), say(", then ").join(_step(step) for step in details.steps) or say("none"))
    )
    return said


def _tokens(read: int, written: int, costs: Mapping[str, Decimal]) -> str:
    """Return what was used, and what that costs where a price is known."""
    tokens = say("{read:,} read, {written:,} written", read=read, written=written)
    return say("{tokens}: {cost}", tokens=tokens, cost=cost_words(costs)) if costs else tokens


def _model(name: str) -> str:
    return say("quotes from your documents, no model") if name == EXTRACTIVE_MODEL else name


def passage_line(passage: PassageItem) -> str:
    """Return score and place of a passage, and its text on the line below."""
    page = f" · {page_label(one_line(passage.label))}" if passage.label else ""
    score = say("{score:.2f}", score=passage.score)
    place = f"{score} · {one_line(passage.filename) or say('document')}{page}"
    return f"{place}\n{shortened(one_line(passage.text), _SHOWN)}"


def _step(step: StepItem) -> str:
    match step.kind:
        case "search":
            words = say("searched the documents")
        case "writing":
            words = say("wrote the answer")
        case "code":
            words = say("ran code")
        case _:
            words = say("called “{name}”", name=one_line(step.name))
    ended = step_state(step.status)
    return f"{words} ({ended})" if ended else words


def _plain(text: str, *, role: str = "") -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setProperty("role", role)
    label.setWordWrap(role == "")
    label.setAlignment(Qt.AlignmentFlag.AlignTop)  # beside a text of several lines, too
    return label


async def show_details(
    parent: QWidget | None, details: RunDetails, prices: Mapping[str, Price]
) -> None:
    """Show how an answer came about, until the person closes it."""
    await finished(DetailsDialog(parent, details, prices))
