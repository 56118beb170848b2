"""Choosing in the window what compares meanings: consent, progress, failure."""

from __future__ import annotations

import contextlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from octavo.providers.registry import Providers
from octavo.providers.settings import FILE_NAME, Provider
from octavo.session.state import DocumentState
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.documents.embedder_dialog import EmbedderDialog
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.theme import Scheme
from support.embedding_host import embedding_server
from support.model_server import refuses
from support.pdfs import make_pdf
from support.qt import until
from support.shots import keep
from support.window import open_window

LEASE = ("The tenant may terminate this lease with three months' notice.", "The rent is due.")


async def _open(program):
    """Open the dialog by the menu of collections."""
    heading = program.window.sidebar.heading
    QTest.mouseClick(heading.button, Qt.MouseButton.LeftButton)

    def menu():
        return next((m for m in heading.findChildren(QMenu) if m.isVisible()), None)

    await until(menu, "the menu")
    opened = menu()
    next(a for a in opened.actions() if a.text() == "Compare meanings by…").trigger()
    opened.close()
    return await _shown(program, EmbedderDialog)


async def _shown(program, kind):
    def found():
        return next((d for d in program.frame.findChildren(kind) if d.isVisible()), None)

    await until(found, kind.__name__)
    return found()


def _ready(program):
    model = program.window.sidebar.documents_model
    items = [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())]
    return bool(items) and all(item.state is DocumentState.READY for item in items)


@contextlib.asynccontextmanager
async def _with_host(folder, scheme):
    """Open the window on a collection that is read, with a host to which nobody agreed yet."""

    async def key_of(origin):
        return None

    async with embedding_server() as host:
        host.server.models = [{"id": "words"}, {"id": "lifted"}]
        providers = Providers(folder / "data" / FILE_NAME, key_of)
        await providers.put(Provider(name="host", base_url=host.url))
        async with open_window(folder / "data", scheme=scheme) as program:
            program.presenter.add([make_pdf(folder / "lease.pdf", LEASE)])
            await until(lambda: _ready(program), "the document is read", seconds=120)
            yield host, program


async def _answer(program, name, *, agree):
    consent = await _shown(program, ConfirmDialog)
    keep(consent, name)
    button = consent.accept_button if agree else consent.cancel
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    await until(lambda: not consent.isVisible(), "the question is gone")


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
async def test_another_embedder_is_agreed_to_followed_and_used(tmp_path, scheme):
    async with _with_host(tmp_path, scheme) as (host, program):
        note = program.window.sidebar.heading.note
        dialog = await _open(program)
        await until(lambda: dialog.list.findData("host/words") > 0, "the models")
        assert dialog.state.text().startswith("Meanings are compared by the model that comes")
        assert "all-MiniLM" in dialog.model.text()
        assert not dialog.use.isEnabled()
        assert dialog.problem.isHidden()
        assert program.window.sidebar.source_words() == "On this computer · nothing is sent"
        keep(dialog, f"embedder-{scheme.value}")

        # Who does not agree changes nothing, and nothing is sent.
        dialog.list.setCurrentIndex(dialog.list.findData("host/words"))
        host.gate.clear()
        QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
        await _answer(program, f"embedder-consent-{scheme.value}", agree=False)
        assert host.requests == []

        QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
        await _answer(program, f"embedder-consent-{scheme.value}", agree=True)
        await until(lambda: "0 of 2 passages" in dialog.state.text(), "the change begins")
        await until(lambda: "0 of 2 passages" in note.text(), "the note")
        foot = program.window.sidebar.source_words
        await until(lambda: foot().startswith("Text and questions go to 127."), "the place")
        keep(program.frame, f"embedder-change-{scheme.value}")

        host.fault = refuses(401, "No key.")
        host.gate.set()
        await until(lambda: "needs a key" in dialog.problem.text(), "the failure")
        await until(lambda: "needs a key" in note.text(), "the failure below the name")
        keep(dialog, f"embedder-failed-{scheme.value}")
        keep(program.frame, f"embedder-failed-window-{scheme.value}")
        assert dialog.use.isEnabled()  # the same can be tried again

        host.fault = None
        QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
        used = "Meanings are compared by host/words."
        await until(lambda: dialog.state.text() == used, "the switch")
        assert dialog.model.text().startswith("host/words (")
        await until(lambda: not note.text(), "nothing more is noted")
        QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)


async def test_a_model_that_is_not_there_is_refused_and_leaves_all_as_it_is(tmp_path):
    async with _with_host(tmp_path, Scheme.LIGHT) as (host, program):
        dialog = await _open(program)
        for wrong in ("host/", "/words", "words"):
            dialog.list.setEditText(wrong)
            assert not dialog.use.isEnabled()
        dialog.list.setEditText("host/none")
        host.fault = refuses(404, "model not found")
        QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
        await _answer(program, "embedder-consent", agree=True)
        await until(lambda: "does not have the model" in dialog.problem.text(), "the refusal")
        assert dialog.state.text().startswith("Meanings are compared by the model that comes")
        QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
