"""Code is told apart from the first that is shown; until then its languages are not loaded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from PySide6.QtGui import QTextDocument

from octavo.session.events import MessageChanged, MessageGrew
from octavo.session.state import ChatMessage, MessageState
from octavo.ui.chat import highlighting
from octavo.ui.chat.code_shown import CodeShown
from octavo.ui.chat.languages import all_languages
from octavo.ui.tasks import TaskOwner
from support.chat import answer
from support.chat_view import WatchedTranscript, blocks
from support.qt import until

CODE = "So:\n\n```python\ndef f():\n    return 1\n```\n\nThat is all."


@pytest.fixture(autouse=True)
def at_first(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is known yet; what other tests know they know again afterwards."""
    monkeypatch.setattr(highlighting, "_known", {})
    yield
    highlighting.know(all_languages())


@pytest.fixture
async def tasks() -> AsyncIterator[TaskOwner]:
    failures: list[BaseException] = []
    owner = TaskOwner(failures.append)
    yield owner
    await owner.aclose()
    assert not failures


def colours(document: QTextDocument) -> set[str]:
    """Return the colours within the code."""
    found: set[str] = set()
    for block in blocks(document):
        if "def" in block.text() or "return" in block.text():
            iterator = block.begin()
            while not iterator.atEnd():
                found.add(iterator.fragment().charFormat().foreground().color().name())
                iterator += 1
    return found


def growing(text: str) -> ChatMessage:
    return answer("a", text, state=MessageState.STREAMING)


async def test_messages_without_code_load_nothing(
    transcript: WatchedTranscript, tasks: TaskOwner
) -> None:
    shown = CodeShown(transcript, tasks)
    assert not await shown.prepare([answer("a", "It ends ``soon`` ~~not~~.")])
    assert not highlighting.are_known()


async def test_kept_code_has_its_colours_when_it_is_shown(
    transcript: WatchedTranscript, tasks: TaskOwner
) -> None:
    shown, kept = CodeShown(transcript, tasks), [answer("a", CODE)]
    assert await shown.prepare(kept)
    transcript.show_messages(kept)
    assert len(colours(transcript.document())) > 1
    assert not await shown.prepare(kept), "they are there by now"


async def test_an_answer_that_grows_gets_its_colours_while_it_does(
    transcript: WatchedTranscript, tasks: TaskOwner
) -> None:
    shown = CodeShown(transcript, tasks)
    transcript.show_messages([growing("")])
    for at in range(0, len(CODE), 3):  # the mark of code comes in pieces
        transcript.grow_message("a", CODE[at : at + 3], [])
        shown.hear(MessageGrew("t", "a", CODE[at : at + 3], ()))
    transcript.flush()
    assert len(colours(transcript.document())) == 1, "plain until they are loaded"
    await until(highlighting.are_known, "the languages")
    await asyncio.sleep(0)
    assert len(colours(transcript.document())) > 1
    transcript.change_message(answer("a", CODE))
    assert len(colours(transcript.document())) > 1
    assert [b.text() for b in blocks(transcript.document())].count("That is all.") == 1


async def test_an_answer_that_came_at_once_is_written_anew(
    transcript: WatchedTranscript, tasks: TaskOwner
) -> None:
    shown = CodeShown(transcript, tasks)
    transcript.show_messages([answer("a", CODE)])
    shown.hear(MessageChanged("t", answer("a", CODE)))
    await until(lambda: len(colours(transcript.document())) > 1, "the colours")
