"""Choosing in the window what compares meanings: consent, progress, failure."""

from __future__ import annotations

import contextlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from octavo.providers.registry import Providers
from octavo.providers.settings import FILE_NAME, Provider
from octavo.ui.documents.embedder_dialog import EmbedderDialog
from octavo.ui.theme import Scheme
from support.collection_dialogs import all_ready, answer, open_by_menu
from support.embedding_host import embedding_server
from support.model_server import refuses
from support.pdfs import make_pdf
from support.qt import until
from support.shots import keep
from support.window import open_window, panel_of, type_question

LEASE = ("The tenant may terminate this lease with three months' notice.", "The rent is due.")


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
            await until(lambda: all_ready(program), "the document is read", seconds=120)
            yield host, program


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
async def test_another_embedder_is_agreed_to_followed_and_used(tmp_path, scheme):
    async with _with_host(tmp_path, scheme) as (host, program):
        note = program.window.sidebar.heading.note
        dialog = await open_by_menu(program, "Compare meanings by…", EmbedderDialog)
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
        await answer(program, f"embedder-consent-{scheme.value}", agree=False)
        assert host.requests == []

        QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
        await answer(program, f"embedder-consent-{scheme.value}", agree=True)
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


async def test_questions_are_answered_throughout_a_change_and_the_way_back(tmp_path):
    async with _with_host(tmp_path, Scheme.LIGHT) as (host, program):
        session = program.presenter._session

        async def ask(question, number):
            type_question(program, question)
            await until(
                lambda: (
                    panel_of(program).transcript.toPlainText().count("Quotes from") == number
                    and not session.conversation.answering(session.threads.items[0].id)
                ),
                "an answer",
            )
            return question in host.texts

        async def choose(name):
            dialog = await open_by_menu(program, "Compare meanings by…", EmbedderDialog)
            await until(lambda: dialog.list.findData("host/words") > 0, "the models")
            dialog.list.setCurrentIndex(dialog.list.findData(name))
            QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
            return dialog

        host.gate.clear()
        dialog = await choose("host/words")
        await answer(program, "embedder-consent", agree=True)
        await until(lambda: "0 of 2 passages" in dialog.state.text(), "the change begins")
        QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
        # The old vectors answer, and the host is told of no question.
        assert not await ask("How may the tenant terminate the lease?", 1)

        host.gate.set()
        note = program.window.sidebar.heading.note
        await until(lambda: not note.text(), "the switch")
        assert await ask("When is the rent due?", 2)

        dialog = await choose("")
        shipped = "Meanings are compared by the model that comes with Octavo."
        await until(lambda: dialog.state.text() == shipped, "the way back", seconds=60)
        QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
        foot = program.window.sidebar.source_words
        await until(lambda: foot() == "On this computer · nothing is sent", "the foot")
        assert not await ask("What notice ends this lease?", 3)


async def test_a_model_that_is_not_there_is_refused_and_leaves_all_as_it_is(tmp_path):
    async with _with_host(tmp_path, Scheme.LIGHT) as (host, program):
        dialog = await open_by_menu(program, "Compare meanings by…", EmbedderDialog)
        for wrong in ("host/", "/words", "words"):
            dialog.list.setEditText(wrong)
            assert not dialog.use.isEnabled()
        dialog.list.setEditText("host/none")
        host.fault = refuses(404, "model not found")
        QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
        await answer(program, "embedder-consent", agree=True)
        await until(lambda: "does not have the model" in dialog.problem.text(), "the refusal")
        assert dialog.state.text().startswith("Meanings are compared by the model that comes")
        QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
