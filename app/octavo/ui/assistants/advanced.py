"""Fields that few people need: sampling, and how passages are cut and looked for."""

from __future__ import annotations

import dataclasses
from typing import Final

from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QSpinBox, QWidget

from octavo.session.assistant_settings import LEAST_CHUNK, MOST_CHUNK, MOST_PASSAGES
from octavo.session.state import AssistantSettings
from octavo.ui import theme
from octavo.ui.widgets.number_field import leave_room
from octavo.words import later, say

AUTOMATIC: Final = later("Automatic")
_FIELD: Final = 30
"""Least height of a field in pixels: the dialog may be low."""

_STEP: Final = 50
"""Of the size of passages, in tokens; the least value that can be typed means automatic."""


class AdvancedFields(QWidget):
    """Two rows of fields, which hold valid values only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = AssistantSettings(name="")
        self.temperature = _real(2.0)
        self.top_p = _real(1.0)
        self.passages = QSpinBox()
        self.passages.setRange(0, MOST_PASSAGES)
        self.passages.setSpecialValueText(str(AUTOMATIC))
        self.threshold = _real(1.0)
        self.chunk = QSpinBox()
        self.chunk.setRange(LEAST_CHUNK - _STEP, MOST_CHUNK)
        self.chunk.setSingleStep(_STEP)
        self.chunk.setSpecialValueText(str(AUTOMATIC))
        self.overlap = QSpinBox()
        self.overlap.setSingleStep(_STEP)
        leave_room(self.temperature, self.top_p, self.threshold)
        leave_room(self.passages, self.chunk, self.overlap)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.SPACE_S, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_M)
        grid.setVerticalSpacing(theme.SPACE_XS)
        rows = (
            (
                say("&Temperature"),
                self.temperature,
                say("How freely a language model words its answers"),
            ),
            (
                say("To&p-p"),
                self.top_p,
                say("The share of likely words that a language model chooses from"),
            ),
            (say("T&hreshold"), self.threshold, say("Passages that fit less well are left out")),
            (say("Pa&ssages"), self.passages, say("How many passages are looked at for an answer")),
            (
                say("Si&ze of passages"),
                self.chunk,
                say("In tokens, for documents that are added later"),
            ),
            (say("&Overlap"), self.overlap, say("Tokens that neighbouring passages share")),
        )
        for number, (name, field, words) in enumerate(rows):
            label = QLabel(name)
            label.setBuddy(field)
            field.setMinimumHeight(_FIELD)
            field.setAccessibleName(name.replace("&", ""))
            field.setAccessibleDescription(words)
            for part in (label, field):
                part.setToolTip(words)
            place, column = divmod(number, 3)
            label.setContentsMargins(0, theme.SPACE_XS if place else 0, 0, 0)
            grid.addWidget(label, 2 * place, column)
            grid.addWidget(field, 2 * place + 1, column)
            grid.setColumnStretch(column, 1)
        self.chunk.valueChanged.connect(self._refresh)
        self._refresh()

    @property
    def settings(self) -> AssistantSettings:
        """The settings that were shown, with what the fields say now."""
        size = self.chunk.value()
        chunk = None if size == self.chunk.minimum() else max(LEAST_CHUNK, size)
        return dataclasses.replace(
            self._before,
            temperature=_kept(self._before.temperature, self.temperature),
            top_p=_kept(self._before.top_p, self.top_p),
            passages=self.passages.value() or None,
            threshold=_kept(self._before.threshold, self.threshold) or 0.0,
            chunk_tokens=chunk,
            chunk_overlap=0 if chunk is None else self.overlap.value(),
        )

    def show_settings(self, settings: AssistantSettings) -> None:
        """Show settings of an assistant."""
        self._before = settings
        self.temperature.setValue(1.0 if settings.temperature is None else settings.temperature)
        self.top_p.setValue(1.0 if settings.top_p is None else settings.top_p)
        self.passages.setValue(settings.passages or 0)
        self.threshold.setValue(settings.threshold)
        self.chunk.setValue(settings.chunk_tokens or self.chunk.minimum())
        self.overlap.setValue(settings.chunk_overlap)

    def _refresh(self) -> None:
        automatic = self.chunk.value() == self.chunk.minimum()
        self.overlap.setEnabled(not automatic)
        self.overlap.setMaximum(max(LEAST_CHUNK, self.chunk.value()) // 2)


def _real(most: float) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setRange(0.0, most)
    field.setDecimals(2)
    field.setSingleStep(0.05)
    return field


def _kept(before: float | None, field: QDoubleSpinBox) -> float | None:
    """Return the field's value, or what it was made from if nobody changed it."""
    shown = round(1.0 if before is None else before, 2)
    return before if round(field.value(), 2) == shown else round(field.value(), 2)
