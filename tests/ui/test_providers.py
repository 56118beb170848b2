"""Hosts of models in the window: added, tried, agreed to, chosen, and seen in the answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from octavo.program import Program
from octavo.session.keychain import open_secrets
from octavo.session.state import DocumentState
from octavo.ui.assistants.dialog import AssistantDialog
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.providers.dialog import ProviderDialog
from octavo.ui.sidebar.sidebar import HERE
from octavo.ui.theme import Scheme
from support.asking import LEASE
from support.model_server import ModelServer, model_server, refuses, says
from support.pdfs import make_pdf
from support.qt import until
from support.scripted_responses import responds
from support.shots import keep
from support.window import drag, drop, open_window, panel_of, shoot, type_question

_LEFT = Qt.MouseButton.LeftButton

D = TypeVar("D", bound=QDialog)


@pytest.fixture
async def host() -> AsyncIterator[ModelServer]:
    async with model_server() as made:
        yield made


def _top(kind: type[D]) -> D | None:
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return shown[0] if shown else None


async def dialog_of(kind: type[D]) -> D:
    await until(lambda: _top(kind) is not None, f"{kind.__name__} is there")
    found = _top(kind)
    assert found is not None
    return found


async def add_host(program: Program, host: ModelServer) -> None:
    program.window.hosts_asked.emit()
    dialog = await dialog_of(ProviderDialog)
    dialog.name.setCurrentText("tiny")
    dialog.address.setText(host.url)
    QTest.mouseClick(dialog.test, _LEFT)
    await until(lambda: "answers and has" in dialog.status.text(), "the host answers")
    keep(dialog, "hosts")
    QTest.mouseClick(dialog.close_button, _LEFT)
    await until(lambda: _top(ProviderDialog) is None, "the dialog is gone")


async def choose(program: Program, label: str) -> None:
    program.window.header.assistants.edit_asked.emit()
    dialog = await dialog_of(AssistantDialog)
    index = dialog.model.list.findText(label)
    assert index >= 0
    dialog.model.list.setCurrentIndex(index)
    keep(dialog, "assistant")
    QTest.mouseClick(dialog.save, _LEFT)
    await until(lambda: _top(AssistantDialog) is None, "the dialog is gone")


def where(program: Program) -> str:
    return program.window.sidebar._where.text()


async def with_lease(program: Program, folder: Path) -> None:
    drop(program.window, drag(program.window, [make_pdf(folder / "lease.pdf", LEASE)]))
    model = program.window.sidebar.documents_model

    def ready() -> bool:
        rows = [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())]
        states = [one.state for one in rows]
        return states == [DocumentState.READY]

    await until(ready, "the document is read", seconds=60)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
async def test_a_host_is_added_a_model_chosen_and_its_answer_says_who_wrote_it(
    tmp_path: Path, host: ModelServer, scheme: Scheme
) -> None:
    said = "The deposit amounts to 2,400 euros [1]. The landlord keeps nine old horses [1]."
    host.script = [says(*(said[i : i + 7] for i in range(0, len(said), 7)))]
    async with open_window(tmp_path / "data", scheme=scheme) as program:
        await with_lease(program, tmp_path)
        assert where(program) == str(HERE)
        await add_host(program, host)
        await choose(program, "tiny/tiny")
        asking = await dialog_of(ConfirmDialog)
        keep(asking, "consent")
        QTest.mouseClick(asking.accept_button, _LEFT)
        await until(lambda: where(program) != str(HERE), "the foot says where passages go")
        assert where(program).startswith("Passages go to 127.0.0.1:")
        type_question(program, "How much is the deposit?")
        transcript = panel_of(program).transcript
        await until(lambda: "Not found in your documents" in transcript.toPlainText(), "an answer")
        text = transcript.toPlainText()
        assert "Written by tiny/tiny · checked against your documents" in text
        assert "“The landlord keeps nine old horses.”" in text
        keep(program.window, f"answer-{scheme.value}")
        assert not shoot(program.window).isNull()


async def test_who_does_not_agree_keeps_the_quotes(tmp_path: Path, host: ModelServer) -> None:
    async with open_window(tmp_path / "data") as program:
        await with_lease(program, tmp_path)
        await add_host(program, host)
        await choose(program, "tiny/tiny")
        QTest.mouseClick((await dialog_of(ConfirmDialog)).cancel, _LEFT)
        type_question(program, "How much is the deposit?")
        transcript = panel_of(program).transcript
        await until(lambda: "Quotes from your documents" in transcript.toPlainText(), "an answer")
        assert where(program) == str(HERE)
        assert not host.seen


async def test_a_host_that_fails_is_named_with_what_is_wrong_and_quotes_are_given(
    tmp_path: Path, host: ModelServer
) -> None:
    host.script = [refuses(404, "model 'tiny' not found")]
    async with open_window(tmp_path / "data") as program:
        await with_lease(program, tmp_path)
        await add_host(program, host)
        await choose(program, "tiny/tiny")
        QTest.mouseClick((await dialog_of(ConfirmDialog)).accept_button, _LEFT)
        await until(lambda: where(program) != str(HERE), "the model is chosen")
        type_question(program, "How much is the deposit?")
        transcript = panel_of(program).transcript
        await until(lambda: "2,400 euros" in transcript.toPlainText(), "an answer")
        text = transcript.toPlainText()
        assert "does not have the model: model 'tiny' not found" in text
        assert "Quotes from your documents" in text
        keep(program.window, "fallback")


async def test_a_wrong_address_and_a_name_that_cannot_be_are_said_in_the_dialog(
    tmp_path: Path, host: ModelServer
) -> None:
    async with open_window(tmp_path / "data") as program:
        program.window.hosts_asked.emit()
        dialog = await dialog_of(ProviderDialog)
        assert dialog.address.text() == "http://127.0.0.1:11434/v1"  # ollama, known by name
        for name, url, words in (
            ("dead", "http://127.0.0.1:9/v1", "127.0.0.1:9 cannot be reached"),
            ("two words", host.url, "cannot name a provider"),
            ("ftp", "ftp://127.0.0.1", "not an http or https address"),
        ):
            dialog.name.setCurrentText(name)
            dialog.address.setText(url)
            QTest.mouseClick(dialog.test, _LEFT)
            await until(lambda words=words: words in dialog.status.text(), words)
        keep(dialog, "hosts-wrong")
        dialog.name.setCurrentText("dead")
        QTest.mouseClick(dialog.remove, _LEFT)
        await until(dialog.remove.isHidden, "it is removed")
        QTest.mouseClick(dialog.close_button, _LEFT)
        await until(lambda: _top(ProviderDialog) is None, "the dialog is gone")


async def test_a_host_of_responses_is_chosen_with_its_interface_and_answers(
    tmp_path: Path, host: ModelServer
) -> None:
    said = "The deposit amounts to 2,400 euros [1]."
    host.script = [responds(*(said[i : i + 7] for i in range(0, len(said), 7)))]
    async with open_window(tmp_path / "data") as program:
        await with_lease(program, tmp_path)
        program.window.hosts_asked.emit()
        dialog = await dialog_of(ProviderDialog)
        dialog.name.setCurrentText("openai")
        assert dialog.interface.currentData() == "responses"
        dialog.name.setCurrentText("tiny")
        assert dialog.interface.currentData() == "chat_completions"
        dialog.address.setText(host.url)
        QTest.mouseClick(dialog.advanced, _LEFT)
        assert not dialog.background.isVisible()
        dialog.interface.setCurrentIndex(dialog.interface.findData("responses"))
        assert dialog.background.isVisible()
        dialog.background.setChecked(True)
        QTest.mouseClick(dialog.test, _LEFT)
        await until(lambda: "answers and has" in dialog.status.text(), "the host answers")
        assert dialog.background.isChecked()
        keep(dialog, "hosts-responses")
        QTest.mouseClick(dialog.close_button, _LEFT)
        await until(lambda: _top(ProviderDialog) is None, "the dialog is gone")
        await choose(program, "tiny/tiny")
        asking = await dialog_of(ConfirmDialog)
        keep(asking, "consent-responses")
        QTest.mouseClick(asking.accept_button, _LEFT)
        await until(lambda: where(program) != str(HERE), "the foot says where passages go")
        type_question(program, "How much is the deposit?")
        transcript = panel_of(program).transcript
        await until(lambda: "Written by tiny/tiny" in transcript.toPlainText(), "an answer")
        assert "2,400 euros" in transcript.toPlainText()
        assert host.seen[0].path == "/v1/responses"
        await until(lambda: host.others[-1].method == "DELETE", "the host deletes the answer")


async def test_hosts_on_this_computer_are_looked_for_only_when_it_is_asked_for(
    tmp_path: Path, host: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.providers.discovery.USUAL_PLACES", {"ollama": host.url})
    async with open_window(tmp_path / "data") as program:
        program.window.hosts_asked.emit()
        dialog = await dialog_of(ProviderDialog)
        assert not host.others
        QTest.mouseClick(dialog.look, _LEFT)
        await until(lambda: "Found and added: ollama" in dialog.status.text(), "it is found")
        assert dialog.address.text() == host.url
        keep(dialog, "hosts-found")
        QTest.mouseClick(dialog.look, _LEFT)
        await until(lambda: "Nothing new" in dialog.status.text(), "there is no other")
        QTest.mouseClick(dialog.close_button, _LEFT)
        await until(lambda: _top(ProviderDialog) is None, "the dialog is gone")
        assert not host.seen


async def test_a_busy_host_is_waited_for_in_sight_until_the_answer_is_stopped(
    tmp_path: Path, host: ModelServer
) -> None:
    host.models = [{"id": "tiny", "max_model_len": 8192, "shutdown_date": "2026-12-31"}]
    host.script = [refuses(429, "Slow down", retry_after="90")]
    async with open_window(tmp_path / "data") as program:
        await with_lease(program, tmp_path)
        await add_host(program, host)
        await choose(program, "tiny/tiny")
        QTest.mouseClick((await dialog_of(ConfirmDialog)).accept_button, _LEFT)
        await until(lambda: where(program) != str(HERE), "the model is chosen")
        type_question(program, "How much is the deposit?")
        panel = panel_of(program)
        await until(panel.host_wait.isVisible, "the wait is told")
        assert panel.host_wait.words.startswith("Asking again in ")
        assert "Slow down" in panel.host_wait.words
        keep(program.window, "waits")
        panel.stop_requested.emit()
        await until(panel.host_wait.isHidden, "nothing is waited for")
        assert len(host.seen) == 1


async def test_a_key_is_shown_to_nobody_and_kept_for_its_address(
    tmp_path: Path, host: ModelServer
) -> None:
    """Security 8."""
    async with open_window(tmp_path / "data") as program:
        program.window.hosts_asked.emit()
        dialog = await dialog_of(ProviderDialog)
        dialog.name.setCurrentText("tiny")
        dialog.address.setText(host.url)
        QTest.keyClicks(dialog.key, "sk-secret")
        assert dialog.key.displayText() != "sk-secret"
        QTest.mouseClick(dialog.test, _LEFT)
        await until(lambda: "answers and has" in dialog.status.text(), "the host answers")
        assert dialog.key.text() == ""
        assert host.others[-1].headers["authorization"] == "Bearer sk-secret"
        QTest.mouseClick(dialog.close_button, _LEFT)
        await until(lambda: _top(ProviderDialog) is None, "the dialog is gone")
    kept = [p for p in (tmp_path / "data").rglob("*") if p.is_file()]
    assert not any(b"sk-secret" in p.read_bytes() for p in kept)
    assert await (await open_secrets()).get("Key of " + host.url.removesuffix("/v1")) is None
