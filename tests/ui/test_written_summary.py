"""A summary in a model's words in the window: offered, followed, stopped, failed, kept."""

import contextlib
import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from octavo.providers import settings
from octavo.providers.registry import Providers
from octavo.providers.settings import FILE_NAME, Provider
from octavo.session.state import DocumentState
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.documents.words import DocumentAction
from octavo.ui.insight.parts import QuoteRow
from octavo.ui.insight.summary_view import PROMISE, SummaryView
from octavo.ui.insight.written_view import NOT_FOUND
from octavo.ui.pdf.actions import PageAction
from octavo.ui.theme import Scheme
from support.asking import LEASE
from support.model_server import chunk, head, model_server, refuses, says, sends
from support.pdfs import make_pdf
from support.qt import application, until
from support.shots import keep
from support.summarising import repeats
from support.window import open_window, pages_of

_LEFT = Qt.MouseButton.LeftButton


@contextlib.asynccontextmanager
async def _with_model(folder, *, scheme=Scheme.LIGHT, context=8192, pages=LEASE, outline=()):
    """Open the window on the lease, with an assistant that a scripted model answers for."""

    async def key_of(origin):
        return None

    async with model_server() as host:
        providers = Providers(folder / "data" / FILE_NAME, key_of)
        await providers.put(Provider(name="tiny", base_url=host.url, context_tokens=context))
        await providers.allow("tiny")
        async with open_window(folder / "data", scheme=scheme) as program:
            program.presenter.add(
                [make_pdf(folder / "lease.pdf", pages, title="Lease", outline=outline)]
            )
            await until(
                lambda: [d.state for d in _documents(program)] == [DocumentState.READY],
                "the document is read",
                seconds=60,
            )
            assistants = program.presenter._session.assistants
            chosen = assistants.default
            wanted = dataclasses.replace(chosen.settings, model="tiny/tiny")
            await assistants.change(chosen.id, wanted)
            yield host, program


def _documents(program):
    model = program.window.sidebar.documents_model
    return [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())]


async def _written(program):
    """Open the document's summary, and return the part that the model writes."""
    [item] = _documents(program)
    program.window.sidebar.documents.action_asked.emit(DocumentAction.SUMMARISE, (item.key,))
    page = program.presenter.insight_page
    await until(lambda: isinstance(page.view, SummaryView), "the summary", seconds=60)
    assert page.view.written is not None
    return page.view.written


def _texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


async def test_whole_documents_go_to_another_computer_only_once_that_is_agreed_to(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(settings, "is_loopback", lambda _: False)
    async with _with_model(tmp_path) as (host, program):
        view = await _written(program)
        host.script = [says("The deposit amounts to 2,400 euros [3].\n")]
        QTest.mouseClick(view.write, _LEFT)
        asking = await _asking()
        keep(asking, "written-consent")
        said = " ".join(_texts(asking))
        assert "Now this sends the text of 3 pages of “lease.pdf”: 292 characters." in said
        assert f"{host.url.removesuffix('/v1')} (another computer)" in said
        QTest.mouseClick(asking.cancel, _LEFT)
        await until(lambda: not _asked(), "the dialog is gone")
        assert host.seen == []
        assert view.write.isVisible()

        QTest.mouseClick(view.write, _LEFT)
        asking = await _asking()
        QTest.mouseClick(asking.accept_button, _LEFT)
        await until(view.again.isVisible, "it is written")
        QTest.mouseClick(view.again, _LEFT)
        await until(lambda: len(host.seen) == 2, "it is not asked again")
        await until(view.again.isVisible, "it is written again")
        assert not _asked()


def _asked():
    found = application().topLevelWidgets()
    return [one for one in found if isinstance(one, ConfirmDialog) and one.isVisible()]


async def _asking():
    await until(_asked, "it is asked")
    return _asked()[0]


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
async def test_a_model_writes_a_summary_that_leads_to_its_pages_and_is_kept(tmp_path, scheme):
    async with _with_model(tmp_path, scheme=scheme) as (host, program):
        view = await _written(program)
        keep(program.frame, f"written-offer-{scheme.name}")
        assert "All the text is sent to http://127.0.0.1:" in view.note.text()
        assert str(PROMISE) not in " ".join(_texts(program.presenter.insight_page))
        host.script = [
            says(
                "The deposit amounts to 2,400 euros [3].\n",
                "The landlord owns nine old horses [1].\n",
            )
        ]
        QTest.mouseClick(view.write, _LEFT)
        await until(view.again.isVisible, "it is written")
        keep(program.frame, f"written-{scheme.name}")
        texts = _texts(view)
        assert "Written by tiny/tiny, compared with the document." in texts
        place = texts.index("The deposit amounts to 2,400 euros.")
        assert texts[place + 1 :][:2] == ["The landlord owns nine old horses.", str(NOT_FOUND)]
        assert program.presenter.insight_page.view.findChildren(QuoteRow)  # its own sentences, too
        [chip] = [b for b in view.findChildren(QPushButton) if b.property("kind") == "chip"]
        chip.click()
        pages = pages_of(program)
        await until(
            lambda: program.window.shows_page_view and pages.canvas.marks, "the passage is marked"
        )
        assert pages.canvas.page == 3
        pages.close_button.click()

        again = await _written(program)
        await until(again.again.isVisible, "it is there at once")
        assert len(host.seen) == 1


async def test_a_model_writes_of_a_section_alone(tmp_path):
    outline = [(0, "Lease", 1), (0, "Termination", 2), (0, "Deposit", 3)]
    async with _with_model(tmp_path, outline=outline) as (host, program):
        [item] = _documents(program)
        await program.presenter.shown.open_document(item.file_id)
        pages = pages_of(program)
        pages.canvas.go_to(2)
        await until(lambda: pages.canvas.page == 2, "the page in view")
        pages.doable.action(PageAction.SECTION).trigger()
        page = program.presenter.insight_page
        await until(lambda: isinstance(page.view, SummaryView), "the summary", seconds=60)
        view = page.view.written
        assert view.note.text().startswith("The model reads this section.")
        host.script = [repeats()]
        QTest.mouseClick(view.write, _LEFT)
        await until(view.again.isVisible, "it is written")
        assert "The notice must reach the landlord on a working day." in _texts(view)
        [seen] = host.seen
        assert "three months" in seen.json["messages"][-1]["content"]
        assert "2,400 euros" not in seen.json["messages"][-1]["content"]


async def test_a_long_document_is_followed_part_by_part_and_stopped(tmp_path):
    pages = [
        f"# {name}\n\n"
        + " ".join(f"The {name} has {n} rooms in its old house by the sea." for n in range(12))
        for name in ("Harbour", "Orchard", "Quarry", "Foundry", "Chapel", "Viaduct")
    ]
    async with _with_model(tmp_path, context=1024, pages=pages) as (host, program):
        view = await _written(program)
        begun = chunk({"role": "assistant", "content": "The orchard"})
        host.script = [repeats(1), sends(head(), begun, close=False)]
        QTest.mouseClick(view.write, _LEFT)
        await until(lambda: view.bar.value() > 0 and len(host.seen) == 2, "one part is done")
        assert "tiny/tiny has done 1 of " in view.note.text()
        assert view.stop.isVisible()
        assert any(text.startswith("Harbour · page") for text in _texts(view))
        keep(program.frame, "written-progress")
        QTest.mouseClick(view.stop, _LEFT)
        await until(host.gone.is_set, "the host is let go")
        assert view.write.isVisible()
        assert not view.bar.isVisible()

        host.script = [refuses(401, "Who are you?")]
        QTest.mouseClick(view.write, _LEFT)
        await until(lambda: "Who are you?" in view.note.text(), "why not")
        keep(program.frame, "written-problem")
        assert view.write.isVisible()
        assert program.presenter.insight_page.view.findChildren(QuoteRow)
