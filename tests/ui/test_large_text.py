"""With text at 200 % on a screen of 1600 x 900, everything can be read and reached."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea, QVBoxLayout
from pytestqt.qtbot import QtBot

from octavo.ui import fitting
from octavo.ui.fitting import fit
from support.cut_off import cut_off

SCREEN = {
    "screens": [
        {"name": "small", "x": 0, "y": 0, "width": 1600, "height": 900, "logicalDpi": 96, "dpr": 1}
    ]
}
TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("language", ["en", "de"])
async def test_nothing_is_cut_off_or_out_of_reach(tmp_path: Path, language: str) -> None:
    screen = tmp_path / "screen.json"
    screen.write_text(json.dumps(SCREEN))
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
        "QT_SCALE_FACTOR": "2",
        "PYTHONPATH": os.pathsep.join([str(TESTS), *sys.path]),
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "support.large_text", language),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    looked_at = dict(json.loads(line) for line in out.splitlines())
    assert len(looked_at) > 15
    assert {name: found for name, found in looked_at.items() if found} == {}


def _tall(lines: int) -> QDialog:
    dialog = QDialog()
    column = QVBoxLayout(dialog)
    for number in range(lines):
        column.addWidget(QLabel(f"Line {number}"))
    column.addWidget(QPushButton("Save"))
    return dialog


def test_a_dialog_that_is_taller_than_its_screen_scrolls(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "room_for", lambda _: 300)
    low, tall = _tall(3), _tall(60)
    for dialog in (low, tall):
        qtbot.addWidget(dialog)
        fit(dialog)
        dialog.show()
    assert low.findChild(QScrollArea) is None
    area = tall.findChild(QScrollArea)
    assert area is not None
    assert tall.height() == 300
    assert cut_off(tall) == []
    button = tall.findChild(QPushButton)
    assert button is not None
    assert button.visibleRegion().isEmpty()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert area.horizontalScrollBar().maximum() == 0
    area.ensureWidgetVisible(button)
    assert not button.visibleRegion().isEmpty()


def test_a_dialog_grows_with_what_it_shows(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "room_for", lambda _: 500)
    dialog = _tall(2)
    more = QLabel("More\n" * 15)
    layout = dialog.layout()
    assert layout is not None
    layout.addWidget(more)
    more.hide()
    qtbot.addWidget(dialog)
    fit(dialog)
    dialog.show()
    before = dialog.height()
    more.show()
    fit(dialog)
    assert dialog.height() > before
    qtbot.waitUntil(lambda: more.height() >= more.minimumSizeHint().height())
    assert cut_off(dialog) == []
    more.setText("More\n" * 80)
    fit(dialog)
    assert dialog.findChild(QScrollArea) is not None
    assert dialog.height() == 500


def test_what_is_cut_off_is_found(qtbot: QtBot) -> None:
    dialog = _tall(1)
    qtbot.addWidget(dialog)
    dialog.show()
    assert cut_off(dialog) == []
    for part in (*dialog.findChildren(QLabel), *dialog.findChildren(QPushButton)):
        part.setFixedSize(8, 6)
    assert cut_off(dialog) == ["Save", "Line 0"]
