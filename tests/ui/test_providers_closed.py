"""The dialog of hosts may be closed while a host deletes: what was asked for goes on."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import cast

import pytest
from PySide6.QtWidgets import QWidget

from octavo.protocol.hosting import HostedFileObject
from octavo.providers.settings import Provider
from octavo.session.model_hosts import ModelHosts
from octavo.session.session import Session
from octavo.ui.main_window import MainWindow
from octavo.ui.providers import presenter
from octavo.ui.providers.dialog import ProviderDialog
from octavo.ui.tasks import TaskOwner
from octavo.ui.work import Work
from support.qt import until

_FILE = HostedFileObject.model_construct(
    vector_store_id="vs_1",
    vector_store_name="Leases",
    provider="tiny",
    origin="http://127.0.0.1:1",
    bytes=9,
    state="ready",
)


class Rest:
    """What lies at a host that takes its time."""

    def __init__(self, problem: str) -> None:
        self.gate = asyncio.Event()
        self.problem = problem

    async def at(self, _name: str) -> tuple[HostedFileObject, ...]:
        return (_FILE,)

    async def delete(self, _files: object) -> str:
        await self.gate.wait()
        return self.problem


class Hosts:
    """One host."""

    def __init__(self) -> None:
        self.known = [Provider(name="tiny", base_url="http://127.0.0.1:1/v1")]

    async def find_key_place(self) -> None:
        return None

    async def all(self) -> list[Provider]:
        return list(self.known)

    async def remove(self, _name: str) -> None:
        self.known.clear()


@pytest.mark.parametrize("problem", ["", "It does not answer."])
async def test_a_dialog_that_is_closed_while_a_host_deletes_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, problem: str
) -> None:
    async def agree(*_args: object, **_more: object) -> bool:
        return True

    monkeypatch.setattr(presenter, "confirm", agree)
    errors: list[BaseException] = []
    tasks = TaskOwner(errors.append)
    window, rest, hosts = QWidget(), Rest(problem), Hosts()
    session = cast("Session", SimpleNamespace(hosted_rest=rest))
    work = Work(tasks, cast("MainWindow", SimpleNamespace(show_trouble=errors.append)))
    shown = presenter.ProvidersPresenter(session, cast("ModelHosts", hosts), window, work)
    showing = asyncio.ensure_future(shown.show())
    await until(lambda: window.findChild(ProviderDialog), "the dialog")
    dialog = window.findChild(ProviderDialog)
    assert dialog is not None
    dialog.remove.click()
    await until(lambda: dialog.status.text() == "Deleting…", "it deletes")
    assert not dialog.remove.isEnabled()
    assert not dialog.test.isEnabled()
    dialog.reject()
    await showing
    await until(lambda: window.findChild(ProviderDialog) is None, "the dialog is gone")
    rest.gate.set()
    await until(lambda: not tasks.busy, "it has ended")
    await tasks.aclose()
    window.deleteLater()
    assert errors == []
    assert [one.name for one in hosts.known] == (["tiny"] if problem else [])
