"""Choosing in the window where a collection is searched: consent, what lies there, deletion."""

from __future__ import annotations

import contextlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from octavo.engine.hosting import lane
from octavo.providers.registry import Providers
from octavo.providers.settings import FILE_NAME, Provider
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.documents.hosting_dialog import HostingDialog
from octavo.ui.language import Language
from octavo.ui.providers.dialog import ProviderDialog
from octavo.ui.theme import Scheme
from support.collection_dialogs import all_ready, answer, open_by_menu, shown
from support.languages import spoken
from support.model_server import refuses
from support.pdfs import make_pdf
from support.qt import until
from support.shots import keep
from support.stores_host import stores_server
from support.window import open_window

LEASE = ("The tenant may terminate this lease with three months' notice.", "The rent is due.")


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """A host that failed is asked again at once."""
    monkeypatch.setattr(lane, "_RETRY_AFTER", 0.05)
    monkeypatch.setattr(lane, "_LONGEST_REST", 0.1)


@contextlib.asynccontextmanager
async def _with_host(folder, scheme):
    """Open the window on a collection that is read, with a host to which nobody agreed yet."""

    async def key_of(origin):
        return None

    async with stores_server() as host:
        providers = Providers(folder / "data" / FILE_NAME, key_of)
        await providers.put(Provider(name="host", base_url=host.url))
        async with open_window(folder / "data", scheme=scheme) as program:
            program.presenter.add([make_pdf(folder / "lease.pdf", LEASE)])
            await until(lambda: all_ready(program), "the document is read", seconds=120)
            yield host, program


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
async def test_documents_are_sent_when_somebody_agreed_listed_and_deleted_there(tmp_path, scheme):
    async with _with_host(tmp_path, scheme) as (host, program):
        foot = program.window.sidebar.source_words
        place = host.url.split("/")[2]
        dialog = await open_by_menu(program, "Search at a host…", HostingDialog)
        await until(lambda: dialog.list.findData("host") > 0, "the hosts")
        assert dialog.state.text() == "The collection is searched on this computer."
        assert not dialog.use.isEnabled()
        assert dialog.files.isHidden()
        assert dialog.delete.isHidden()
        assert foot() == "On this computer · nothing is sent"
        keep(dialog, f"hosting-{scheme.value}")

        # Who does not agree changes nothing, and nothing is sent.
        dialog.list.setCurrentIndex(dialog.list.findData("host"))
        QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
        consent = await shown(program, ConfirmDialog)
        words = "\n".join(label.text() for label in consent.findChildren(QLabel))
        assert "This sends 1 document, 2 kB of" in words
        assert words.endswith("\nlease.pdf")
        await answer(program, f"hosting-consent-{scheme.value}", agree=False)
        assert host.server.others == []

        QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
        await answer(program, f"hosting-consent-{scheme.value}", agree=True)
        searched = f"The collection is searched at {place}."
        await until(lambda: dialog.state.text() == searched, "the host has it")
        await until(lambda: dialog.files.count() == 1, "the list")
        await until(lambda: "is searched there" in dialog.files.item(0).text(), "its state")
        assert dialog.files.item(0).text().startswith("lease.pdf · 2 kB · is searched there")
        await until(lambda: foot() == f"Documents lie at {place}", "the foot")
        assert len(host.files) == 1
        keep(dialog, f"hosting-there-{scheme.value}")
        keep(program.frame, f"hosting-window-{scheme.value}")

        # What cannot be deleted stays in the list until it can.
        host.faults["DELETE", "/files/.*"] = [refuses(401, "No key.")] * 999
        dialog.list.setCurrentIndex(0)
        assert dialog.delete.isVisible()
        assert dialog.delete.isChecked()
        QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
        await until(lambda: "needs a key" in dialog.problem.text(), "the failure")
        await until(lambda: "to be deleted there" in dialog.files.item(0).text(), "its state")
        await until(dialog.clear.isVisible, "the way to delete it")
        keep(dialog, f"hosting-left-{scheme.value}")
        host.faults.clear()
        QTest.mouseClick(dialog.clear, Qt.MouseButton.LeftButton)
        await until(lambda: dialog.files.count() == 0, "nothing is left")
        await until(lambda: foot() == "On this computer · nothing is sent", "the foot")
        assert host.files == {}
        QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)


async def test_why_a_host_does_not_take_documents_is_german_in_the_window_and_english_on_the_wire(
    tmp_path,
):
    with spoken(Language.GERMAN):
        async with _with_host(tmp_path, Scheme.LIGHT) as (host, program):
            host.faults["POST", "/files"] = [refuses(400, "Odd name.")] * 999
            dialog = await open_by_menu(program, "Bei einem Dienst suchen …", HostingDialog)
            await until(lambda: dialog.list.findData("host") > 0, "the hosts")
            dialog.list.setCurrentIndex(dialog.list.findData("host"))
            QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
            await answer(program, "hosting-german-consent", agree=True)
            place = host.url.split("/")[2]
            problem = f"“lease.pdf”: {place} weist die Anfrage ab: Odd name."
            await until(lambda: dialog.problem.text() == problem, "the failure")
            await until(lambda: dialog.files.count() == 1, "the list")
            await until(lambda: "weist" in dialog.files.item(0).toolTip(), "its state")
            keep(dialog, "hosting-german")
            client = program.presenter._session.conversation._client
            (file,) = (await client.list_hosted_files()).data
            assert file.problem == f"{place} refuses the request: Odd name."
            told = await client.get_vector_store_hosting(file.vector_store_id)
            assert told.problem == f"“lease.pdf”: {place} refuses the request: Odd name."
            QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)


async def test_a_host_is_removed_when_what_lies_there_has_been_deleted(tmp_path):
    async with _with_host(tmp_path, Scheme.LIGHT) as (host, program):
        dialog = await open_by_menu(program, "Search at a host…", HostingDialog)
        await until(lambda: dialog.list.findData("host") > 0, "the hosts")
        dialog.list.setCurrentIndex(dialog.list.findData("host"))
        QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
        await answer(program, "hosting-consent-light", agree=True)
        await until(lambda: "is searched at" in dialog.state.text(), "the host has it")
        QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
        await until(lambda: not dialog.isVisible(), "the dialog is gone")

        program.window.hosts_asked.emit()
        hosts = await shown(program, ProviderDialog)
        # Who does not go on keeps both.
        QTest.mouseClick(hosts.remove, Qt.MouseButton.LeftButton)
        question = await shown(program, ConfirmDialog)
        words = " ".join(label.text() for label in question.findChildren(QLabel))
        assert "lies 1 document (2 kB) of “Documents”" in words
        assert question.cancel.isDefault()
        await answer(program, "hosting-remove", agree=False)
        assert len(host.files) == 1

        QTest.mouseClick(hosts.remove, Qt.MouseButton.LeftButton)
        await answer(program, "hosting-remove", agree=True)
        await until(hosts.remove.isHidden, "it is removed")
        assert host.files == {}
        QTest.mouseClick(hosts.close_button, Qt.MouseButton.LeftButton)
        await until(lambda: not hosts.isVisible(), "the dialog is gone")
