"""Answers that were made while documents were still being read say so, and offer to ask again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from octavo.session.half_read import half_read_words, is_read_since
from octavo.session.state import (
    ChatMessage,
    DocumentItem,
    DocumentState,
    HalfRead,
    MessageState,
)
from octavo.ui.chat.message import ASK_LATER, ASK_NOW, READ_SINCE
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.language import Language
from support.chat_view import lines
from support.languages import spoken
from support.pdfs import make_pdf
from support.qt import until
from support.window import chip_places, open_window, panel_of, type_question

_LEFT = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
_LONG = HalfRead("file-1", "long.pdf", 1240, 6000)
_WAITING = {DocumentState.READING, DocumentState.PAUSED}
_COMING = HalfRead("file-2", "coming.pdf")


def _answer(*files: HalfRead, more: int = 0) -> ChatMessage:
    return ChatMessage(
        "m",
        "assistant",
        "It is.",
        "quotes",
        MessageState.COMPLETED,
        half_read=files,
        more_half_read=more,
    )


def _document(file_id: str, state: DocumentState) -> DocumentItem:
    return DocumentItem(file_id, file_id, "a.pdf", None, 1, state)


def test_the_words_tell_pages_and_documents() -> None:
    assert half_read_words(_answer()) == ""
    assert half_read_words(_answer(_COMING)) == (
        "When this was answered, “coming.pdf” had not been read yet."
    )
    assert half_read_words(_answer(_COMING, _LONG, more=3)) == (
        "When this was answered, 1,240 of 6,000 pages of “long.pdf” had been read."
        " 4 more documents were not read to their end."
    )
    with spoken(Language.GERMAN):
        assert "1.240 von 6.000 Seiten von „long.pdf“" in half_read_words(_answer(_LONG))


def test_a_document_is_read_since_when_its_pages_are_and_it_is_still_there() -> None:
    reading, read = DocumentState.READING, DocumentState.SEARCHABLE
    assert not is_read_since(_answer(_LONG), [_document("file-1", reading)])
    assert is_read_since(_answer(_LONG), [_document("file-1", read), _document("x", reading)])
    assert not is_read_since(_answer(_LONG), [_document("x", read)])
    others = [_document("file-1", read), _document("x", reading)]
    assert not is_read_since(_answer(_LONG, more=1), others)


async def test_an_answer_from_what_is_read_so_far_offers_to_ask_again_when_all_is(tmp_path):
    async with open_window(tmp_path / "data") as program:
        session, panel = program.presenter._session, panel_of(program)
        model = program.window.sidebar.documents_model
        await session.library.pause_all(paused=True)
        lease = "The rent is due on the third working day of each month."
        program.presenter.add([make_pdf(tmp_path / "lease.pdf", [lease])])
        await until(
            lambda: model.rowCount() and model.index(0).data(ITEM_ROLE).state in _WAITING,
            "it is taken in",
        )
        type_question(program, "When is the rent due?")
        await until(
            lambda: [m.state for m in panel.messages[1:]] == [MessageState.COMPLETED], "an answer"
        )
        refusal = panel.messages[1].id
        shown = "\n".join(lines(panel.transcript.document()))
        assert "Some are still being read" in shown
        assert "“lease.pdf” had not been read yet. " + str(ASK_LATER) in shown

        await session.library.pause_all(paused=False)
        await until(lambda: panel.messages[1].read_since, "it is read")
        shown = "\n".join(lines(panel.transcript.document()))
        assert "still being read" not in shown
        assert str(READ_SINCE) in shown

        again = lines(panel.transcript.document()).index(str(ASK_NOW))
        assert again > 0
        viewport = panel.transcript.viewport()
        QTest.mouseClick(viewport, *_LEFT, chip_places(program)[0])
        await until(
            lambda: (
                len(panel.messages) == 2
                and panel.messages[1].id != refusal
                and panel.messages[1].state is MessageState.COMPLETED
            ),
            "the new answer",
        )
        assert panel.messages[1].kind == "quotes"
        assert not panel.messages[1].half_read
