"""A document whose pages are pictures: its row says what is going on, until it can be asked."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from octavo.session.state import DocumentState
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.documents.words import state_line
from support.pdfs import make_scan
from support.qt import until
from support.recognising import stand_in
from support.shots import keep
from support.window import open_window


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX script stands for the program")
async def test_a_row_says_which_page_is_recognised_and_keeps_each_at_once(
    tmp_path: Path, monkeypatch
) -> None:
    bin_folder, gate = tmp_path / "bin", tmp_path / "gate"
    bin_folder.mkdir()
    stand_in(bin_folder, ["The", "heron", "stands"], gate)
    monkeypatch.setenv("PATH", str(bin_folder))
    async with open_window(tmp_path / "data") as program:
        model = program.window.sidebar.documents_model
        program.presenter.add([make_scan(tmp_path / "scan.pdf", ["one", "two"])])

        def item():
            return model.index(0).data(ITEM_ROLE)

        async def says(line):
            await until(lambda: item() and state_line(item()) == line, line, seconds=60)

        await says("recognising page 1 of 2")
        assert item().state is DocumentState.READING
        keep(program.frame, "recognising")
        gate.touch()
        await says("recognising page 2 of 2")
        await until(lambda: item().pages_recognised == 1, "the first page is kept")
        gate.touch()
        await says("2 pages · 2 recognised")
        assert item().state is DocumentState.READY
