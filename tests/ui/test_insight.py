"""Summary, comparison, what was retrieved, and suggested questions, in the window."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from octavo.protocol.insight import ComparedFile, PageQuote
from octavo.protocol.steps import StepSearchResult
from octavo.session.events import DocumentChanged
from octavo.session.state import DocumentItem, DocumentState, MessageState
from octavo.ui.chat.message_actions import MessageAction, actions_for
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.documents.words import DocumentAction
from octavo.ui.insight.comparison_view import NOT_COVERED, ComparisonView
from octavo.ui.insight.flow import FlowLayout
from octavo.ui.insight.page import InsightPage
from octavo.ui.insight.parts import QuoteRow
from octavo.ui.insight.passages_view import READ, PassagesView
from octavo.ui.insight.summary_view import SummaryView
from octavo.ui.language import Language
from octavo.ui.pdf.pane import PagePane
from support.languages import spoken
from support.pdfs import make_pdf
from support.qt import until
from support.window import chip_places, open_window, pages_of, panel_of, type_question

LEASE = (
    "# Lease\n\nThe lease is a contract between the landlord and the tenant of the mill.",
    "# Rent\n\nThe rent of the mill is due on the third working day of each month, at noon.",
    "# Notice\n\nThe tenant may terminate the lease of the mill with three months' notice.",
)
RULES = ("# Rules\n\nNobody may keep a goat in the yard of the house without our consent.",)


@pytest.fixture
async def program(tmp_path):
    async with open_window(tmp_path / "data") as opened:
        paths = [make_pdf(tmp_path / "lease.pdf", LEASE), make_pdf(tmp_path / "rules.pdf", RULES)]
        opened.presenter.add(paths)
        await until(
            lambda: [d.state for d in _documents(opened)] == [DocumentState.READY] * 2,
            "both are read",
            seconds=30,
        )
        yield opened


def _documents(program):
    model = program.window.sidebar.documents_model
    return [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())]


def _act(program, action, name):
    key = next(d.key for d in _documents(program) if d.name == name)
    program.window.sidebar.documents.action_asked.emit(action, (key,))


async def _view(program, kind):
    page = program.presenter.insight_page
    await until(lambda: isinstance(page.view, kind), f"a {kind.__name__}", seconds=20)
    assert program.window.shows(page)
    return page.view


async def _marked(program):
    view = pages_of(program)
    await until(lambda: program.window.shows_page_view and view.canvas.marks, "the passage marked")
    page = view.canvas.page
    view.close_button.click()
    return page


def _texts(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


async def _ask(program, question):
    panel = panel_of(program)
    program.window.sidebar.new_thread.click()
    await until(lambda: not panel.messages, "an empty thread")
    type_question(program, question)
    await until(
        lambda: [m.state for m in panel.messages[1:]] == [MessageState.COMPLETED], "the answer"
    )


async def test_a_question_in_another_language_is_told_to_be_so_by_answer_and_comparison(program):
    with spoken(Language.GERMAN):
        await _ask(program, "Wer darf im Hof einen Ziegenbock halten?")
        panel = panel_of(program)
        said = panel.transcript.document().toPlainText()
        assert "Ihre Dokumente scheinen dazu nichts zu sagen. Die Frage scheint auf Deutsch" in said
        assert "Fragen Sie auf Englisch, oder lassen Sie ein Modell" in said
        assert chip_places(program)  # the closest pages are offered as ever

        _act(program, DocumentAction.COMPARE, "rules.pdf")
        view = await _view(program, ComparisonView)
        QTest.keyClicks(view.question, "Wer darf im Hof einen Ziegenbock halten?")
        view.ask.click()
        await until(lambda: view.columns and all(c.quotes for c in view.columns.values()), "it")
        (column,) = view.columns.values()
        assert "und dieses Dokument ist auf Englisch: Nur Wörter" in column.note.text()


async def test_a_summary_leads_to_its_pages_and_back(program):
    _act(program, DocumentAction.SUMMARISE, "lease.pdf")
    view = await _view(program, SummaryView)
    rows = view.findChildren(QuoteRow)
    assert f"“{LEASE[1].partition(chr(10) * 2)[2]}”" in [row.text.text() for row in rows]
    rows[1].chip.click()
    assert await _marked(program) == 2
    QTest.keyClick(program.presenter.insight_page, Qt.Key.Key_Escape)
    assert program.window.shows_chat


async def test_a_question_of_the_summary_is_asked(program):
    _act(program, DocumentAction.SUMMARISE, "lease.pdf")
    view = await _view(program, SummaryView)
    wanted = "May the tenant terminate the lease of the mill?"
    button = next(b for b in view.findChildren(QPushButton) if b.text() == wanted)
    button.click()
    panel = panel_of(program)
    await until(
        lambda: [m.state for m in panel.messages[1:]] == [MessageState.COMPLETED], "the answer"
    )
    assert panel.messages[0].text == wanted
    assert "three months" in panel.messages[1].text
    assert program.window.shows_chat


async def test_documents_are_compared_side_by_side(program):
    _act(program, DocumentAction.COMPARE, "rules.pdf")
    view = await _view(program, ComparisonView)
    assert [chip.isChecked() for chip in view.choices.values()] == [False, True]
    assert not view.ask.isEnabled()
    for chip in view.choices.values():
        chip.setChecked(True)
    QTest.keyClicks(view.question, "Who may keep a goat in the yard?")
    QTest.keyClick(view.question, Qt.Key.Key_Return)
    await until(
        lambda: view.columns and all(c.quotes or c.note.isHidden() for c in view.columns.values()),
        "what each says",
    )
    lease, rules = view.columns.values()
    assert lease.note.text().startswith(str(NOT_COVERED))
    assert rules.note.isHidden()
    assert "goat" in rules.quotes[0].text.text()
    rules.quotes[0].chip.click()
    assert await _marked(program) == 1
    assert program.window.shows(program.presenter.insight_page)
    assert lease.quotes  # its closest pages
    view.side_by_side.click()
    pane = program.window.findChild(PagePane)
    await until(
        lambda: (
            [one.name.text() for one in pane.views] == ["lease.pdf", "rules.pdf"]
            and all(one.canvas.marks for one in pane.views)
        ),
        "both pages",
        seconds=30,
    )


def _document(name: str) -> DocumentItem:
    return DocumentItem(name, name, f"{name}.pdf", None, 1, DocumentState.READY)


@pytest.mark.parametrize(("width", "across"), [(900, 3), (570, 2), (380, 1)])
def test_a_comparison_fits_into_the_width_that_there_is(width, across):
    page = InsightPage()
    page.resize(width, 500)
    names = [f"a document with quite a long name {number}" for number in range(3)]
    view = ComparisonView([_document(name) for name in names])
    page.show_view("Compare documents", view)
    view.show_columns(names)
    quote = "The tenant may end it by giving three months’ notice in writing. " * 3
    rows = [PageQuote(page=1, page_label="1", quote=quote, start=0, end=9, verified=True)]
    for name in names:
        compared = ComparedFile(file_id=name, filename=name, kind="quotes", fit=0.5, quotes=rows)
        view.show_compared(compared)
    page.show()
    QApplication.processEvents()
    room = view.parentWidget()
    assert view.width() <= room.width()
    columns = [column.geometry() for column in view.columns.values()]
    assert len({place.x() for place in columns}) == across
    for inner in (view.question, view.ask, *view.columns.values()):
        corner = inner.mapTo(room, QPoint(inner.width(), 0))
        assert corner.x() <= room.width()
    for column in view.columns.values():  # no quote is cut off
        assert column.height() >= column.heightForWidth(column.width())
    page.deleteLater()


async def test_the_actions_of_an_answer_tell_why_these_passages(program):
    await _ask(program, "When is the rent due?")
    answer = panel_of(program).messages[1]
    assert MessageAction.WHY in actions_for(answer)
    panel_of(program).action_requested.emit(MessageAction.WHY, answer.id)
    view = await _view(program, PassagesView)
    assert "Has the question’s words: rent, due" in _texts(view)
    assert any(text.startswith("words 100") for text in _texts(view))
    chips = [b for b in view.findChildren(QPushButton) if b.property("kind") == "chip"]
    chips[0].click()
    assert await _marked(program) == 2


async def test_passages_tell_how_surely_a_reranker_holds_them_for_an_answer(program, tmp_path):
    view = PassagesView([_result(0.87), _result(None)])
    assert any(text.startswith("read 87") for text in _texts(view))
    assert str(READ) in _texts(view)
    view.deleteLater()
    plain = PassagesView([_result(None)])
    assert not any("read" in text.split()[:1] for text in _texts(plain))
    assert str(READ) not in _texts(plain)
    plain.deleteLater()


def _result(relevance):
    return StepSearchResult(
        file_id="file-1",
        file_name="lease.pdf",
        score=0.5,
        page=1,
        quote="The rent is due.",
        start=0,
        end=16,
        words=1.0,
        meaning=0.4,
        relevance=relevance,
        matched=["rent"],
    )


async def test_an_empty_thread_offers_questions_that_are_answered(program):
    suggestions = panel_of(program).suggestions

    def offered():
        return [b for b in suggestions.buttons if "terminate" in b.text()]

    await until(offered, "questions", seconds=20)
    assert suggestions.isVisible()
    offered()[0].click()
    panel = panel_of(program)
    await until(
        lambda: [m.state for m in panel.messages[1:]] == [MessageState.COMPLETED], "the answer"
    )
    assert "three months" in panel.messages[1].text
    assert not suggestions.isVisible()
    program.window.sidebar.new_thread.click()
    await until(lambda: suggestions.isVisible() and suggestions.buttons, "questions again")


async def test_where_documents_offer_no_question_a_promise_is_shown(tmp_path):
    async with open_window(tmp_path / "data") as opened:
        suggestions = panel_of(opened).suggestions
        opened.presenter.add([make_pdf(tmp_path / "crane.pdf", ["Crane."])])
        await until(suggestions.isVisible, "the promise", seconds=60)
        assert suggestions.buttons == []


async def test_for_all_documents_that_change_in_one_turn_the_list_is_gone_through_once(
    program, monkeypatch
):
    session = program.presenter._session
    assistant_id, items = session.assistants.default.id, session.library.items
    (ready, _), asked = items(assistant_id), []

    def counted(owner):
        asked.append(owner)
        return items(owner)

    monkeypatch.setattr(session.library, "items", counted)
    for _ in range(100):
        session.events.emit(DocumentChanged(assistant_id, ready))
    await until(lambda: asked, "questions are looked for")
    assert asked == [assistant_id]


async def test_going_to_another_thread_leaves_the_page(program):
    await _ask(program, "When is the rent due?")
    program.window.compare_asked.emit()
    await _view(program, ComparisonView)
    program.window.sidebar.new_thread.click()
    await until(lambda: program.window.shows_chat, "the thread")


def test_what_flows_goes_on_in_the_next_line():
    holder = QWidget()
    flow = FlowLayout(holder)
    for _ in range(3):
        one = QWidget()
        one.setFixedSize(40, 20)
        flow.addWidget(one)
    assert flow.heightForWidth(200) == 20
    assert flow.heightForWidth(90) == 44
    flow.setGeometry(QRect(0, 0, 90, 100))
    assert [flow.itemAt(i).geometry().topLeft() for i in range(3)] == [
        QPoint(0, 0),
        QPoint(44, 0),
        QPoint(0, 24),
    ]
    assert flow.itemAt(3) is None
    QApplication.sendPostedEvents(holder, QEvent.Type.LayoutRequest)
