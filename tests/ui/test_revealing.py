"""Showing a document's file in its folder: what each system is asked, and what if it has gone."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from PySide6.QtCore import QUrl

from octavo.errors import InputError
from octavo.session.state import DocumentState
from octavo.ui.documents import revealing
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.documents.revealing import SystemOpener, reveal, show_in_folder
from octavo.ui.documents.words import DocumentAction
from support.pdfs import make_pdf
from support.qt import until
from support.window import open_window

EXPLORER = r"D:\Windows\explorer.exe"


class Recorder:
    """Stands where the system's opener does, and notes what it is asked for."""

    def __init__(self, platform: str, *, works: bool = True) -> None:
        self.platform = platform
        self.asked: list[tuple[str, object]] = []
        self._works = works

    def open_url(self, url: QUrl) -> bool:
        return self._note("folder", url.toString())

    def start(self, program: str, arguments: list[str]) -> bool:
        return self._note(program, arguments)

    def start_by_line(self, program: str, line: str) -> bool:
        return self._note(program, line)

    def _note(self, what: str, how: object) -> bool:
        self.asked.append((what, how))
        return self._works


@pytest.mark.parametrize(
    "name", ["lease.pdf", "a #1?.pdf", "100 %25.pdf", "-R.pdf", "Übergabe.pdf"]
)
def test_linux_opens_the_folder_whatever_the_file_is_called(name: str) -> None:
    opener = Recorder("linux")
    assert show_in_folder(PurePosixPath("/srv/anna/my papers", name), opener)
    assert opener.asked == [("folder", "file:///srv/anna/my papers")]


@pytest.mark.parametrize("folder", ["100 %25 #1?", "Verträge, 2021"])
def test_linux_opens_a_folder_of_any_name(folder: str) -> None:
    opener = Recorder("linux")
    show_in_folder(PurePosixPath("/srv", folder, "lease.pdf"), opener)
    ((_, url),) = opener.asked
    assert QUrl(str(url)).toLocalFile() == f"/srv/{folder}"


def test_macos_has_the_finder_choose_the_file() -> None:
    opener = Recorder("darwin")
    path = PurePosixPath("/Users/anna/my papers/-a, b.pdf")
    assert show_in_folder(path, opener)
    assert opener.asked == [("open", ["-R", "/Users/anna/my papers/-a, b.pdf"])]


@pytest.mark.parametrize(
    "path",
    [r"C:\papers\lease.pdf", r"C:\Users\Anna B\my papers\a, b=c.pdf", r"\\server\share\ü.pdf"],
)
def test_windows_has_the_explorer_choose_the_file(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SYSTEMROOT", r"D:\Windows")
    opener = Recorder("win32")
    assert show_in_folder(PureWindowsPath(path), opener)
    # in quotes as a whole, or without any, the Explorer would open some other folder
    assert opener.asked == [(EXPLORER, f'/select,"{path}"')]


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
async def test_a_system_without_a_file_manager_is_said_to_have_none(
    tmp_path: Path, platform: str
) -> None:
    opener = Recorder(platform, works=False)
    path = make_pdf(tmp_path / "lease.pdf", ("The rent is due.",))
    with pytest.raises(InputError, match="has no program to show") as raised:
        await reveal(path, opener)
    assert str(tmp_path) in raised.value.message
    assert len(opener.asked) == 1


def test_only_windows_starts_a_program_by_a_line() -> None:
    assert not SystemOpener().start_by_line("explorer.exe", "")


async def test_a_file_that_has_gone_is_said_to_be_gone_and_nothing_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener = Recorder("linux")
    monkeypatch.setattr(revealing, "SystemOpener", lambda: opener)
    folder = tmp_path / "my papers"
    folder.mkdir()
    path = make_pdf(folder / "lease.pdf", ("The rent is due on the first day of each month.",))
    async with open_window(tmp_path / "data") as program:
        program.presenter.add([path])
        documents = program.window.sidebar.documents_model
        await until(
            lambda: (
                documents.rowCount() == 1
                and documents.index(0).data(ITEM_ROLE).state is DocumentState.READY
            ),
            "it is read",
            seconds=60,
        )
        ask = program.window.sidebar.documents.action_asked
        key = documents.index(0).data(ITEM_ROLE).key
        ask.emit(DocumentAction.REVEAL, (key,))
        await until(lambda: opener.asked, "the folder is opened")
        bar = program.window.problem_bar
        assert not bar.isVisible()
        path.rename(folder / "elsewhere.pdf")
        ask.emit(DocumentAction.REVEAL, (key,))
        await until(bar.isVisible, "it is said")
        assert bar.problem is not None
        assert bar.problem.title == "The file is not there"
        assert bar.problem.message == f"“lease.pdf” is not in “{folder}” any more."
        assert bar.problem.hint == "What Octavo took in stays in the collection."
        assert len(opener.asked) == 1
