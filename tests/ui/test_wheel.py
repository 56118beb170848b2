"""The wheel over a field of a page or dialog that scrolls: it scrolls, and changes nothing."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from octavo.ui import fitting
from octavo.ui.assistants.dialog import AssistantDialog
from octavo.ui.widgets.scrolling import CalmScrollArea
from support.hands import turn_wheel
from ui.test_access import MAKERS


@pytest.fixture
def dialog(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> AssistantDialog:
    monkeypatch.setattr(fitting, "room_for", lambda _: 300)
    made = MAKERS["assistant"]()
    assert isinstance(made, AssistantDialog)
    qtbot.addWidget(made)
    made.advanced.show()
    fitting.fit(made)
    made.show()
    assert QTest.qWaitForWindowExposed(made)
    return made


def test_it_scrolls_and_changes_no_field(dialog: AssistantDialog) -> None:
    area = dialog.findChild(QScrollArea)
    assert isinstance(area, CalmScrollArea)
    bar = area.verticalScrollBar()
    fields: list[QWidget] = [
        one
        for kind in (QComboBox, QAbstractSpinBox)
        for one in dialog.findChildren(kind)
        if one.isVisible()
    ]
    assert len(fields) > 6
    before = [_content(one) for one in fields]
    for field in fields:
        area.ensureWidgetVisible(field)
        field.setFocus()
        place, notches = bar.value(), -1 if bar.value() < bar.maximum() else 1
        turn_wheel(field, notches)
        assert bar.value() != place, f"over {field.accessibleName()}"
    assert [_content(one) for one in fields] == before


def _content(field: QWidget) -> str:
    return field.currentText() if isinstance(field, QComboBox) else str(field.property("value"))
