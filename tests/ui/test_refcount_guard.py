"""The Qt binding must not steal references to None (PySide6 6.12.0 does on CPython < 3.12)."""

import sys

from PySide6.QtWidgets import QLabel


def test_binding_keeps_none_alive(qtbot):
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)

    for _ in range(1000):
        label.setText("x")

    assert sys.getrefcount(None) - before > -100
