"""Models on this computer in the window: fetched, paused, gone on with, chosen, and removed."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from octavo.program import Program
from octavo.providers.local import catalog, runner
from octavo.providers.rerankers import catalog as reranker_catalog
from octavo.providers.rerankers.folder import MODEL_FILE, TOKENIZER_FILE
from octavo.session.local_models import LocalLibrary
from octavo.ui.assistants.dialog import AssistantDialog
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.local_models.dialog import LocalModelsDialog
from octavo.words import later
from support.file_server import FileServer, file_server
from support.gguf import gguf_bytes, make_gguf
from support.judging_models import make_endless_model, make_judging_model
from support.qt import until
from support.shots import keep
from support.window import open_window

_LEFT = Qt.MouseButton.LeftButton
CONTENT = gguf_bytes(weights=40_000)

D = TypeVar("D", bound=QDialog)


def _top(kind: type[D]) -> D | None:
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return shown[0] if shown else None


async def dialog_of(kind: type[D]) -> D:
    await until(lambda: _top(kind) is not None, f"{kind.__name__} is there")
    found = _top(kind)
    assert found is not None
    return found


def library_of(program: Program) -> LocalLibrary:
    assert program.presenter is not None
    library = program.presenter._session.local
    assert isinstance(library, LocalLibrary)
    return library


def press(button: QPushButton) -> None:
    assert button.isVisible()
    QTest.mouseClick(button, _LEFT)


@pytest.fixture
async def hub(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FileServer]:
    async with file_server(CONTENT) as made:
        made.headers = {"x-linked-etag": f'"{hashlib.sha256(CONTENT).hexdigest()}"'}
        offer = catalog.OfferedModel(
            name="small-instruct",
            title="Small Instruct",
            licence="Apache-2.0",
            size=len(CONTENT),
            memory=500_000_000,
            good_at=later("Short answers and rewriting, in English only."),
            url=made.url,
        )
        monkeypatch.setattr(catalog, "OFFERED", (offer, *catalog.OFFERED[1:]))
        monkeypatch.setattr("octavo.session.local_models.OFFERED", (offer, *catalog.OFFERED[1:]))
        monkeypatch.setattr(runner, "can_run", lambda: True)
        monkeypatch.setattr("octavo.session.local_models.can_run", lambda: True)
        yield made


async def test_a_model_is_fetched_paused_gone_on_with_chosen_and_removed(
    hub: FileServer, tmp_path: Path
) -> None:
    async with open_window(tmp_path / "data") as program:
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        row = dialog.writing.rows["small-instruct"]
        assert "Apache-2.0" in row.facts.text()
        assert not hub.seen  # nothing is fetched before somebody asks for it
        keep(dialog, "models-offered")

        hub.stalls_after = 200_000
        press(row.get)
        await until(hub.stalled.is_set, "the file is half way")
        await until(row.pause.isVisible, "it can be paused")
        keep(dialog, "models-fetching")
        press(row.pause)
        await until(row.get.isVisible, "it is paused")
        assert row.status.text().startswith("Paused at")
        assert row.get.text() == "Go on"
        keep(dialog, "models-paused")

        hub.stalls_after = None
        press(row.get)
        await until(lambda: row.remove.isVisible() and not row.get.isVisible(), "it is here")
        assert "its checksum is right" in row.status.text()
        assert next(iter(dialog.writing.rows)) == "small-instruct"
        keep(dialog, "models-here")
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")

        program.window.header.assistants.edit_asked.emit()
        assistant = await dialog_of(AssistantDialog)
        assert assistant.model.list.findText("small-instruct (on this computer)") >= 0
        assistant.model.list.setCurrentText("small-instruct (on this computer)")
        QTest.mouseClick(assistant.save, _LEFT)
        await until(lambda: _top(AssistantDialog) is None, "the dialog is gone")
        assert _top(ConfirmDialog) is None  # nothing leaves the computer: nothing to agree to

        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        press(dialog.writing.rows["small-instruct"].remove)
        QTest.mouseClick((await dialog_of(ConfirmDialog)).accept_button, _LEFT)
        await until(dialog.writing.rows["small-instruct"].get.isVisible, "it is offered again")
        assert dialog.writing.rows["small-instruct"].get.text() == "Get"
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")


async def test_what_cannot_be_had_says_why_in_its_row(hub: FileServer, tmp_path: Path) -> None:
    async with open_window(tmp_path / "data") as program:
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        hub.status = 404
        QTest.keyClicks(dialog.address, f"{hub.url}?other.gguf")
        press(dialog.fetch)
        await until(lambda: "model" in dialog.writing.rows, "it has a row")
        await until(
            lambda: "status 404" in dialog.writing.rows["model"].status.text(), "it says why"
        )
        keep(dialog, "models-problem")
        QTest.keyClicks(dialog.address, "http://models.example/a.gguf")
        press(dialog.fetch)
        await until(lambda: "a" in dialog.writing.rows, "the other has one, too")
        await until(
            lambda: "not encrypted" in dialog.writing.rows["a"].status.text(), "it says why"
        )
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")


async def test_a_file_is_taken_from_the_disk(hub: FileServer, tmp_path: Path) -> None:
    async with open_window(tmp_path / "data") as program:
        library = library_of(program)
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        await library.add_file(make_gguf(tmp_path / "Mine.gguf"))
        await until(lambda: "mine" in dialog.writing.rows, "it has a row")
        await until(dialog.writing.rows["mine"].remove.isVisible, "it is here")
        await until(lambda: "Nobody said" in dialog.writing.rows["mine"].status.text(), "unchecked")
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")


async def test_a_window_closed_while_a_model_comes_goes_on_with_it_at_the_next_start(
    hub: FileServer, tmp_path: Path
) -> None:
    """Line 16 of what is to be survived: at the next start, what was on its way is told of."""
    big = make_gguf(tmp_path / "Big.gguf", weights=9_000_000)
    async with open_window(tmp_path / "data") as program:
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        hub.stalls_after = 200_000
        press(dialog.writing.rows["small-instruct"].get)
        await until(hub.stalled.is_set, "the file is half way")
        hub.stalled.clear()
        QTest.keyClicks(dialog.address, f"{hub.url}?other.gguf")
        press(dialog.fetch)
        await until(hub.stalled.is_set, "the other is half way")
        await library_of(program).add_file(big)
        await until(lambda: "big" in dialog.writing.rows, "it has a row")
    assert not list((tmp_path / "data" / "models").glob("*.lock"))
    hub.stalls_after = None
    async with open_window(tmp_path / "data") as program:
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        rows = dialog.writing.rows
        assert rows["small-instruct"].status.text().startswith("Paused at")
        assert rows["model"].status.text().startswith("Paused at")
        assert f"It was being copied from “{big}”" in rows["big"].status.text()
        assert rows["big"].get.text() == "Try again"
        keep(dialog, "models-begun-before")
        for name in ("small-instruct", "model", "big"):
            press(rows[name].get)
            await until(
                lambda row=rows[name]: "On this computer" in row.status.text(), f"{name} is here"
            )
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")


async def test_a_name_that_is_taken_or_on_its_way_is_told_in_the_dialog(
    hub: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [make_gguf(tmp_path / "Mine.gguf")] * 2

    async def choose(*_: object) -> Path:
        return chosen.pop(0)

    monkeypatch.setattr("octavo.ui.local_models.presenter.choose_file", choose)
    async with open_window(tmp_path / "data") as program:
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        press(dialog.file)
        await until(lambda: "mine" in dialog.writing.rows, "it has a row")
        await until(lambda: "Nobody said" in dialog.writing.rows["mine"].status.text(), "here")
        told = "There is a model “mine” already."
        press(dialog.file)
        await until(lambda: dialog.problem.text().startswith(told), "its name is taken")
        keep(dialog, "models-name-taken")
        QTest.keyClicks(dialog.address, hub.url.replace("model.gguf", "mine.gguf"))
        dialog.show_problem(None)
        press(dialog.fetch)
        await until(lambda: dialog.problem.text().startswith(told), "also from an address")
        hub.stalls_after = 200_000
        QTest.keyClicks(dialog.address, hub.url)
        press(dialog.fetch)
        await until(hub.stalled.is_set, "it is half way")
        QTest.keyClicks(dialog.address, f"{hub.url}?another")
        press(dialog.fetch)
        coming = "A model is being fetched by the name “model” already."
        await until(lambda: dialog.problem.text().startswith(coming), "it is on its way")
        assert len(hub.seen) == 1
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")


async def test_a_damaged_model_says_so_in_its_row_and_is_removed_there(
    hub: FileServer, tmp_path: Path
) -> None:
    folder = tmp_path / "data" / "models"
    folder.mkdir(parents=True)
    file = make_gguf(folder / "mine.gguf")
    async with open_window(tmp_path / "data") as program:
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        row = dialog.writing.rows["mine"]
        assert row.status.text().startswith("On this computer.")
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")
        file.write_bytes(b"rubbish")
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        row = dialog.writing.rows["mine"]
        assert row.status.text().startswith("The file of the model “mine” is damaged")
        keep(dialog, "models-damaged")
        press(row.remove)
        QTest.mouseClick((await dialog_of(ConfirmDialog)).accept_button, _LEFT)
        await until(lambda: "mine" not in dialog.writing.rows, "it is gone")
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")


@pytest.fixture
async def reranker_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[list[FileServer]]:
    made = make_judging_model(tmp_path / "hub")
    async with AsyncExitStack() as stack:
        hosts, files = [], []
        for name in (MODEL_FILE, TOKENIZER_FILE):
            content = (made / name).read_bytes()
            host = await stack.enter_async_context(file_server(content))
            hosts.append(host)
            digest = hashlib.sha256(content).hexdigest()
            files.append(reranker_catalog.OfferedFile(host.url, len(content), digest))
        first, *others = reranker_catalog.OFFERED
        offer = replace(first, model=files[0], tokenizer=files[1])
        monkeypatch.setattr(reranker_catalog, "OFFERED", (offer, *others))
        monkeypatch.setattr("octavo.session.rerankers.OFFERED", (offer, *others))
        yield hosts


async def test_a_reranker_is_fetched_used_left_and_removed(
    reranker_hub: list[FileServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # it needs no part that runs models which write
    monkeypatch.setattr("octavo.session.local_models.can_run", lambda: False)
    name = reranker_catalog.OFFERED[0].name
    async with open_window(tmp_path / "data") as program:
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        row = dialog.judging.rows[name]
        assert "Apache-2.0" in row.facts.text()
        assert not row.use.isVisible()
        assert not any(host.seen for host in reranker_hub)
        keep(dialog, "rerankers-offered")
        model = reranker_hub[0].content
        reranker_hub[0].content = model[:-1] + b"\0"
        press(row.get)
        await until(lambda: "damaged or another file" in row.status.text(), "it says why")
        assert row.get.text() == "Try again"
        reranker_hub[0].content = model
        press(row.get)
        await until(row.use.isVisible, "it is here")
        assert row.status.text() == "In use. On this computer; its checksum is right."
        assert row.use.text() == "Do not use"
        keep(dialog, "rerankers-in-use")
        press(row.use)
        await until(lambda: row.use.text() == "Use", "it is not used")
        assert not row.status.text().startswith("In use")
        press(row.use)
        await until(lambda: row.use.text() == "Do not use", "it is used again")
        press(row.remove)
        QTest.mouseClick((await dialog_of(ConfirmDialog)).accept_button, _LEFT)
        await until(row.get.isVisible, "it is offered again")
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")


async def test_a_window_closed_while_a_reranker_is_tried_out_ends_and_the_next_goes_on(
    reranker_hub: list[FileServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.session.local_models.can_run", lambda: False)
    model, (first, *others) = reranker_hub[0].content, reranker_catalog.OFFERED
    endless = (make_endless_model(tmp_path / "endless") / MODEL_FILE).read_bytes()
    mine = make_judging_model(tmp_path / "Mine")
    (mine / MODEL_FILE).write_bytes(endless)

    def offer(content: bytes) -> None:
        reranker_hub[0].content = content
        digest = hashlib.sha256(content).hexdigest()
        file = reranker_catalog.OfferedFile(reranker_hub[0].url, len(content), digest)
        made = (replace(first, model=file), *others)
        monkeypatch.setattr(reranker_catalog, "OFFERED", made)
        monkeypatch.setattr("octavo.session.rerankers.OFFERED", made)

    offer(endless)
    before = processes()
    async with open_window(tmp_path / "data") as program:
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        press(dialog.judging.rows[first.name].get)
        assert program.presenter is not None
        await program.presenter._session.rerankers.add_file(mine)
        folder = tmp_path / "data" / "models" / "rerankers"
        for name in (first.name, "mine"):
            part = folder / f"{name}.part" / MODEL_FILE
            await until(
                lambda part=part: part.exists() and part.stat().st_size == len(endless), "whole"
            )
        await until(lambda: len(trying(before)) >= 2, "both are tried out", seconds=30)
    assert processes() <= before  # none is left
    offer(model)
    (mine / MODEL_FILE).write_bytes(model)
    async with open_window(tmp_path / "data") as program:
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        rows = dialog.judging.rows
        assert rows[first.name].status.text().startswith("Paused at")
        assert f"It was being copied from “{mine}”" in rows["mine"].status.text()
        keep(dialog, "rerankers-begun-before")
        for name in (first.name, "mine"):
            press(rows[name].get)
            await until(
                lambda row=rows[name]: "On this computer" in row.status.text(), f"{name} is here"
            )
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")


async def test_a_reranker_whose_files_are_gone_says_so_and_is_brought_again_or_removed(
    reranker_hub: list[FileServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.session.local_models.can_run", lambda: False)
    name = reranker_catalog.OFFERED[0].name
    folder = tmp_path / "data" / "models" / "rerankers"
    async with open_window(tmp_path / "data") as program:
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        rows = dialog.judging.rows
        press(rows[name].get)
        await until(rows[name].use.isVisible, "it is here")
        assert program.presenter is not None
        library = program.presenter._session.rerankers
        await library.add_file(make_judging_model(tmp_path / "Mine"))
        await until(lambda: "mine" in rows and rows["mine"].use.isVisible(), "the other, too")

        (folder / "mine" / MODEL_FILE).unlink()
        await library.use(name)  # which has the list looked at again
        gone = f"Its files in “{folder / 'mine'}” are gone, or some of them."
        await until(lambda: rows["mine"].status.text().startswith(gone), "it is told")
        assert rows["mine"].remove.isVisible()
        assert not rows["mine"].get.isVisible()  # nobody knows where it can be had
        press(rows["mine"].remove)
        QTest.mouseClick((await dialog_of(ConfirmDialog)).accept_button, _LEFT)
        await until(lambda: "mine" not in rows, "it is gone")
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")


async def test_a_reranker_in_use_whose_folder_is_gone_is_fetched_again(
    reranker_hub: list[FileServer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.session.local_models.can_run", lambda: False)
    name = reranker_catalog.OFFERED[0].name
    folder = tmp_path / "data" / "models" / "rerankers"
    async with open_window(tmp_path / "data") as program:
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        press(dialog.judging.rows[name].get)
        await until(dialog.judging.rows[name].use.isVisible, "it is here")
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")
        shutil.rmtree(folder / name)
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        row = dialog.judging.rows[name]
        assert row.status.text().startswith(f"Its files in “{folder / name}” are gone")
        assert row.use.text() == "Do not use"
        assert row.remove.isVisible()
        keep(dialog, "rerankers-gone")
        press(row.get)
        await until(lambda: row.status.text().startswith("In use. On this"), "it is in use again")
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")


def processes() -> set[int]:
    """Return the numbers of the processes that this one has started."""
    return {one.pid for one in psutil.Process().children(recursive=True)}


def trying(before: set[int]) -> list[int]:
    """Return the numbers of those started since that ask a reranker."""
    found = []
    for one in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            if one.pid not in before and "judging" in " ".join(one.cmdline()):
                found.append(one.pid)
    return found


async def test_a_reranker_is_taken_from_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.session.local_models.can_run", lambda: False)
    chosen = [
        make_judging_model(tmp_path / "Mine") / MODEL_FILE,
        make_judging_model(tmp_path / "Wrong", kind="vectors") / MODEL_FILE,
        make_gguf(tmp_path / "writes.gguf"),
        make_judging_model(tmp_path / "again" / "Mine") / MODEL_FILE,
    ]

    async def choose(*_: object) -> Path:
        return chosen.pop(0)

    monkeypatch.setattr("octavo.ui.local_models.presenter.choose_file", choose)
    async with open_window(tmp_path / "data") as program:
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        press(dialog.file)
        await until(lambda: "mine" in dialog.judging.rows, "it has a row")
        await until(dialog.judging.rows["mine"].use.isVisible, "it is here")
        assert dialog.judging.rows["mine"].status.text().startswith("In use. On this computer.")
        assert "Asked about questions in: en" in dialog.judging.rows["mine"].facts.text()
        press(dialog.file)
        await until(lambda: "wrong" in dialog.judging.rows, "the other has one, too")
        wrong = dialog.judging.rows["wrong"]
        await until(lambda: "“wrong” cannot be used" in wrong.status.text(), "it says why")
        keep(dialog, "rerankers-problem")
        press(dialog.file)
        await until(dialog.problem.isVisible, "what could not run is not taken")
        assert "“writes.gguf” could not answer here" in dialog.problem.text()
        press(dialog.file)
        told = "There is a model “mine” already."
        await until(lambda: dialog.problem.text().startswith(told), "its name is taken")
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")


async def test_nothing_is_fetched_that_could_not_run_and_the_buttons_say_why(
    hub: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.session.local_models.can_run", lambda: False)
    async with open_window(tmp_path / "data") as program:
        program.window.local_models_asked.emit()
        dialog = await dialog_of(LocalModelsDialog)
        row = dialog.writing.rows["small-instruct"]
        assert dialog.missing.isVisible()
        assert "[local]" in dialog.missing.text()  # what to do
        assert row.status.text() == "It could not run here yet: see above."
        for part in (row.get, dialog.address, dialog.fetch):
            assert not part.isEnabled()
            assert part.accessibleDescription() == dialog.missing.text()
            assert "not installed" in part.toolTip()
        keep(dialog, "models-cannot-run")
        QTest.mouseClick(row.get, _LEFT)
        dialog.address.setText(hub.url)  # as if pasted by a program: the button stays as it is
        QTest.mouseClick(dialog.fetch, _LEFT)
        assert set(dialog.writing.rows) == {one.name for one in catalog.OFFERED}
        press(dialog.close_button)
        await until(lambda: _top(LocalModelsDialog) is None, "the dialog is gone")
    assert not hub.seen
