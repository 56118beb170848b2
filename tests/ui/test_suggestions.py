"""Suggested questions in a narrow column: they go on in the next line, and are seen whole."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from octavo.session.events import DocumentChanged, Events
from octavo.session.session import Session
from octavo.session.state import DocumentItem, DocumentState
from octavo.ui import theme
from octavo.ui.insight.suggesting import SuggestingPresenter
from octavo.ui.insight.suggestions import Suggestions
from octavo.ui.tasks import TaskOwner
from support.qt import until

LONG = "May the tenant R&D department give three months' notice on any working day"


@pytest.fixture
def suggestions() -> Iterator[Suggestions]:
    made = Suggestions()
    made.show_questions(
        [f"{LONG} of the week?", f"{LONG} but a Saturday, or in the night?", "A&B?"]
    )
    for button in made.buttons:
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # or one would wear a ring
    made.show()
    yield made
    made.close()
    made.deleteLater()


def test_what_does_not_fit_goes_on_in_the_next_line(suggestions: Suggestions) -> None:
    suggestions.resize(340, 400)
    QApplication.processEvents()
    first, second, short = suggestions.buttons
    assert first.width() <= 340
    assert first.height() > short.height()
    lines = first.fontMetrics().size(0, first.text()).height()
    assert first.height() - lines >= 2 * theme.SPACE_XS  # lines do not touch the edge
    # Both begin alike: what is different stands at their ends.
    assert first.grab().toImage() != second.grab().toImage()

    suggestions.resize(1400, 400)
    QApplication.processEvents()
    assert first.height() == short.height()
    assert first.grab().toImage() != second.grab().toImage()


class Counting:
    """What the presenter needs of a session; counts how often documents are gone through."""

    def __init__(self) -> None:
        self.events = Events()
        self.library = self.insight = self
        self.documents: tuple[DocumentItem, ...] = ()
        self.looks = 0
        self.asked: list[str] = []
        self.without: frozenset[str] = frozenset()
        self.slow: dict[str, asyncio.Event] = {}

    def items(self, _: str) -> tuple[DocumentItem, ...]:
        self.looks += 1
        return self.documents

    async def summary(self, _: str, file_id: str) -> SimpleNamespace:
        self.asked.append(file_id)
        await asyncio.sleep(0)
        if file_id in self.slow:
            await self.slow[file_id].wait()
        texts = () if file_id in self.without else (f"What is in {file_id}?", f"Who is {file_id}?")
        return SimpleNamespace(questions=[SimpleNamespace(question=text) for text in texts])


async def test_hundreds_that_are_found_ready_one_by_one_are_gone_through_once(
    suggestions: Suggestions,
) -> None:
    session, failures = Counting(), []
    tasks = TaskOwner(failures.append)
    presenter = SuggestingPresenter(cast("Session", session), suggestions, tasks)
    presenter.show("a", is_empty=True)
    looks = session.looks
    for number in range(300):
        item = DocumentItem("k", f"f{number}", "a.pdf", None, 9, DocumentState.READY)
        session.documents = (*session.documents, item)
        session.events.emit(DocumentChanged("a", item))
        if number % 100 == 0:
            await asyncio.sleep(0)  # the next ones are found in another turn
    await until(lambda: "f299?" in suggestions.buttons[0].text().split(), "questions")  # in lines
    assert session.looks == looks + 1
    presenter.close()
    await tasks.aclose()
    assert not failures


async def test_the_first_questions_are_shown_before_the_next_document_is_read_and_kept(
    suggestions: Suggestions,
) -> None:
    session = Counting()
    session.without = frozenset({"f6", "f5", "f4", "f3"})
    session.slow = {"f1": asyncio.Event()}
    session.documents = tuple(
        DocumentItem("k", f"f{number}", "a.pdf", None, 9, DocumentState.READY)
        for number in range(7)
    )
    failures: list[Exception] = []
    tasks = TaskOwner(failures.append)
    presenter = SuggestingPresenter(cast("Session", session), suggestions, tasks)

    def texts() -> list[str]:
        return [" ".join(one.text().split()) for one in suggestions.buttons]

    presenter.show("a", is_empty=True)
    await until(lambda: texts() == ["What is in f2?", "Who is f2?"], "those of the first")
    session.slow["f1"].set()
    of_both = ["What is in f2?", "Who is f2?", "What is in f1?", "Who is f1?"]
    await until(lambda: texts() == of_both, "those of both")
    presenter.show("a", is_empty=False)
    assert texts() == []
    asked = list(session.asked)
    presenter.show("a", is_empty=True)  # the next thread
    await until(lambda: texts() == of_both, "those that are known")
    assert session.asked == asked
    item = dataclasses.replace(session.documents[2])
    session.events.emit(DocumentChanged("a", item))  # read anew
    presenter.show("a", is_empty=False)
    presenter.show("a", is_empty=True)
    await until(lambda: texts() == of_both, "those that are asked for again")
    assert session.asked == [*asked, "f2"]
    presenter.close()
    await tasks.aclose()
    assert not failures


def test_where_no_question_can_be_offered_something_is_said_all_the_same(
    suggestions: Suggestions,
) -> None:
    suggestions.show_promise()
    assert suggestions.isVisible()
    assert suggestions.buttons == []
    assert suggestions._label.text() == "Every answer shows where it stands."
    suggestions.show_questions(())
    assert not suggestions.isVisible()
    suggestions.show_questions([LONG])
    assert suggestions._label.text() == "Your documents can answer, for example:"
    assert suggestions.buttons[0].isVisible()
