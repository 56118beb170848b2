"""Who wants less motion sees nothing move by itself, at once and after a restart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QAbstractAnimation, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QProgressBar, QStyle, QTabBar, QWidget
from pytestqt.qtbot import QtBot

import octavo.ui
from octavo.ui import theme
from octavo.ui.appearance import Appearance
from octavo.ui.documents.dropping import DropOverlay
from octavo.ui.language import Language
from octavo.ui.motion import MotionKeeper
from octavo.ui.preferences.appearance import AppearancePage
from octavo.ui.preferences.state import Preferences
from octavo.ui.settings import Motion, Scheme, WindowSettings
from octavo.ui.tasks import TaskOwner
from support.qt import application, until

_DURATION = QStyle.StyleHint.SH_Widget_Animation_Duration


class Effects:
    """An application whose menus move, which those without a screen never let them."""

    def __init__(self) -> None:
        self.kept: dict[str, object] = {}
        self.enabled = {Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_FadeMenu}

    def property(self, name: str) -> object:
        return self.kept.get(name)

    def setProperty(self, name: str, value: object) -> None:
        self.kept[name] = value

    def cursorFlashTime(self) -> int:
        return 1000

    def setCursorFlashTime(self, _milliseconds: int) -> None:
        pass

    def setStyleSheet(self, _text: str) -> None:
        pass

    def isEffectEnabled(self, effect: Qt.UIEffect) -> bool:
        return effect in self.enabled

    def setEffectEnabled(self, effect: Qt.UIEffect, on: bool = True) -> None:
        (self.enabled.add if on else self.enabled.discard)(effect)


@pytest.fixture
def moving() -> Iterator[QApplication]:
    app = application()
    yield app
    theme.keep_still(app, on=False)


def test_nothing_moves_where_less_motion_is_wanted(qtbot: QtBot, moving: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    parts = [QComboBox(window), QProgressBar(window), QTabBar(window)]
    overlay = DropOverlay(window)
    window.show()
    flash = moving.cursorFlashTime()

    theme.keep_still(moving, on=True)
    assert theme.motion() == 0
    assert moving.cursorFlashTime() == 0
    overlay.invite("Add 3 PDFs")
    ends = [one.state() for one in overlay.findChildren(QAbstractAnimation)]
    assert ends == [QAbstractAnimation.State.Stopped]
    picture = overlay.grab().toImage()
    for part in parts:
        assert part.style().styleHint(_DURATION, None, part) == 0
    assert not any(moving.isEffectEnabled(effect) for effect in theme.EFFECTS)

    theme.keep_still(moving, on=False)
    assert theme.motion() == theme.MOTION_MS
    assert moving.cursorFlashTime() == flash
    assert parts[0].style().styleHint(_DURATION, None, parts[0]) > 0
    overlay.hide()
    overlay.invite("Add 3 PDFs")
    [fade] = overlay.findChildren(QAbstractAnimation)
    assert fade.state() is QAbstractAnimation.State.Running
    fade.setCurrentTime(theme.MOTION_MS)
    assert overlay.grab().toImage() == picture  # it ends where the other began


def test_effects_of_the_system_come_back_as_they_were() -> None:
    fake = Effects()
    app = cast("QApplication", fake)
    before = set(fake.enabled)
    theme.keep_still(app, on=True)
    assert not fake.enabled
    theme.keep_still(app, on=True)  # said twice, it forgets nothing
    theme.keep_still(app, on=False)
    assert fake.enabled == before


def test_a_palette_that_is_chosen_later_stays_still(moving: QApplication) -> None:
    worn = Appearance(application(), Scheme.LIGHT, still=True)
    try:
        worn.choose(Scheme.DARK)
        bar = QProgressBar()
        assert bar.style().styleHint(_DURATION, None, bar) == 0
        bar.deleteLater()
    finally:
        worn.choose(Scheme.LIGHT)
        worn.deleteLater()


def test_it_is_chosen_in_the_settings_and_kept(qtbot: QtBot, tmp_path: Path) -> None:
    settings = WindowSettings(tmp_path)
    assert settings.motion is Motion.SYSTEM
    page = AppearancePage(Preferences(Scheme.LIGHT, Language.SYSTEM, 100, tmp_path))
    qtbot.addWidget(page)
    assert page.motion.currentData() == Motion.SYSTEM
    with qtbot.waitSignal(page.motion_chosen) as told:
        QTest.keyClick(page.motion, Qt.Key.Key_Down)
    assert told.args == [Motion.LESS]
    settings.motion = Motion.LESS
    settings.save()
    assert WindowSettings(tmp_path).motion is Motion.LESS


class Desk:
    """A person's choice, and a system that wants less motion or not."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.wanted: bool | None = None
        self.settings = WindowSettings(folder)
        self.tasks = TaskOwner(_fail)
        self.keeper = MotionKeeper(app, self.settings, self.tasks, ask=self._ask)

    async def _ask(self) -> bool | None:
        return self.wanted

    async def told(self) -> bool:
        self.keeper.look()
        await until(lambda: not self.tasks.busy, "the system is asked")
        return theme.is_still()


def _fail(error: BaseException) -> None:
    raise error


async def test_the_system_is_followed_until_the_person_chooses(
    moving: QApplication, tmp_path: Path
) -> None:
    desk = Desk(moving, tmp_path)
    assert not await desk.told()  # it does not say
    desk.wanted = True
    assert await desk.told()
    desk.keeper.choose(Motion.FULL)
    assert not theme.is_still()
    assert not await desk.told()
    desk.keeper.choose(Motion.LESS)
    desk.wanted = False
    assert await desk.told()
    desk.keeper.choose(Motion.SYSTEM)
    assert not await desk.told()
    await desk.tasks.aclose()


def test_whatever_moves_asks_how_long_it_may() -> None:
    """An animation with a length of its own would not know that none is wanted."""
    folder = Path(octavo.ui.__path__[0])
    animated = {
        path.name: text
        for path in folder.rglob("*.py")
        if re.search(r"\bQ\w*Animation\(|QTimeLine\(|QMovie\(", text := path.read_text("utf-8"))
    }
    assert animated
    assert [name for name, text in animated.items() if "theme.motion()" not in text] == []
    busy = re.compile(r"setRange\(0, 0\)|setAnimated\(True")
    moves = [path.name for path in folder.rglob("*.py") if busy.search(path.read_text("utf-8"))]
    assert moves == []
