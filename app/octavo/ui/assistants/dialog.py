"""The dialog of an assistant: what it is, what it is told, where and how it looks."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from octavo.session.assistant_settings import MAX_DESCRIPTION, MAX_LANGUAGE, MAX_NAME
from octavo.session.model_hosts import ModelChoice
from octavo.session.state import AssistantSettings, CollectionItem
from octavo.ui import theme
from octavo.ui.assistants.advanced import AdvancedFields
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.documents.document_list import UNNAMED
from octavo.ui.fitting import fit
from octavo.ui.providers.picker import ModelPicker
from octavo.ui.widgets.buttons import TextButton
from octavo.words import later, say, say_many

OWN: Final = later("A collection of its own")
AS_ASKED: Final = later("As the question")
EMPTY: Final = later("Nothing")
_WIDTH: Final = 520
_HEIGHT: Final = 680
"""Pixels of the dialog that fit on a small screen."""

_LANGUAGES: Final = (
    later("English"),
    later("German"),
    later("French"),
    later("Spanish"),
    later("Italian"),
    later("Portuguese"),
    later("Dutch"),
    later("Polish"),
)


QUOTES: Final = later("Quotes from the documents, on this computer")
"""What an assistant without a model answers with."""


@dataclasses.dataclass(frozen=True, slots=True)
class AssistantDraft:
    """What the person wants an assistant to be, and the collection that it looks into."""

    settings: AssistantSettings
    vector_store_id: str | None


class AssistantDialog(QDialog):
    """One column of labels above fields; Enter in a line or Ctrl+Enter anywhere saves.

    Args:
        parent: The window below.
        before: What the fields say at first.
        collections: Those that can be chosen.
        templates: What a new assistant can begin with; none for one that is there.
        models: What can write answers, beside quotes.
    """

    def __init__(
        self,
        parent: QWidget | None,
        before: AssistantDraft,
        collections: Sequence[CollectionItem] = (),
        templates: Sequence[AssistantSettings] = (),
        *,
        models: Sequence[ModelChoice] = (),
    ) -> None:
        super().__init__(parent)
        title = say("New assistant") if templates else say("Assistant")
        self.setWindowTitle(title)
        self._templates = templates
        self.template = QComboBox()
        self.name = QLineEdit()
        self.description = QLineEdit()
        self.instructions = QPlainTextEdit()
        self.model = ModelPicker()
        self.collection = QComboBox()
        self.language = QComboBox()
        self.advanced = AdvancedFields()
        self.fold = TextButton(say("Advanced"), kind="quiet")
        self.save = TextButton(say("Create") if templates else say("Save"), kind="primary")
        self.cancel = TextButton(say("Cancel"))
        self._prepare(collections)
        self.model.show_choices(str(QUOTES), models, before.settings.model)
        self._lay_out(title)
        self._connect()
        self._show(before.settings)
        place = self.collection.findData(before.vector_store_id)
        self.collection.setCurrentIndex(max(0, place))
        self.name.selectAll()
        self.name.setFocus()
        self._refresh()

    @property
    def draft(self) -> AssistantDraft:
        """What the fields say now."""
        language = self.language.currentText().strip()
        settings = dataclasses.replace(
            self.advanced.settings,
            name=self.name.text().strip(),
            description=self.description.text().strip(),
            instructions=self.instructions.toPlainText().strip(),
            language="" if language == str(AS_ASKED) else language,
            model=self.model.model,
        )
        return AssistantDraft(settings, self.collection.currentData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save.click()
            return
        super().keyPressEvent(event)

    def _prepare(self, collections: Sequence[CollectionItem]) -> None:
        self.template.addItem(str(EMPTY))
        for template in self._templates:
            self.template.addItem(template.name)
        self.name.setMaxLength(MAX_NAME)
        self.description.setMaxLength(MAX_DESCRIPTION)
        self.instructions.setTabChangesFocus(True)
        self.instructions.setMinimumHeight(76)
        self.collection.addItem(str(OWN), None)
        for one in collections:
            self.collection.addItem(_collection_name(one), one.id)
        self.language.setEditable(True)
        self.language.addItems([str(one) for one in (AS_ASKED, *_LANGUAGES)])
        line = self.language.lineEdit()
        if line is not None:
            line.setMaxLength(MAX_LANGUAGE)
        self.fold.setCheckable(True)
        self.fold.setProperty("align", "left")
        self.save.setDefault(True)
        self.save.setToolTip(say("Save (Ctrl+Enter)"))
        for button in (self.cancel, self.fold):
            button.setAutoDefault(False)
        self.advanced.hide()

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(plain_label(title, role="heading"))
        if self._templates:
            _add(column, say("&Begin with"), self.template)
        _add(column, say("&Name"), self.name)
        _add(column, say("&Description"), self.description)
        _add(column, say("Ans&wers"), self.model)
        _add(column, say("&Instructions"), self.instructions)
        words = say(
            "Quotes need no model and send nothing. Instructions and language are used when a "
            "model writes the answers; models are added under Model hosts in the menu."
        )
        column.addWidget(plain_label(words, role="soft"))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        for label, field in (
            (say("Looks &into"), self.collection),
            (say("Answers &in"), self.language),
        ):
            side = QVBoxLayout()
            side.setSpacing(theme.SPACE_XS)
            _add(side, label, field)
            row.addLayout(side, 1)
        column.addLayout(row)
        column.addSpacing(theme.SPACE_XS)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.advanced)
        column.addSpacing(theme.SPACE_M)
        column.addLayout(button_row(self.cancel, self.save))
        self.resize(_WIDTH, min(_HEIGHT, self.sizeHint().height()))

    def _connect(self) -> None:
        self.save.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.name.textChanged.connect(self._refresh)
        self.template.activated.connect(self._on_template_chosen)
        self.fold.toggled.connect(self._on_folded)

    def _show(self, settings: AssistantSettings) -> None:
        self.name.setText(settings.name)
        self.description.setText(settings.description)
        self.description.setCursorPosition(0)
        self.instructions.setPlainText(settings.instructions)
        self.language.setCurrentText(settings.language or str(AS_ASKED))
        self.advanced.show_settings(settings)

    def _on_template_chosen(self, index: int) -> None:
        self._show(self._templates[index - 1] if index else AssistantSettings(name=""))

    def _on_folded(self, unfolded: bool) -> None:
        self.advanced.setVisible(unfolded)
        # what does not fit is taken from the instructions, down to their least height
        self.resize(self.width(), min(_HEIGHT, self.sizeHint().height()))
        fit(self)

    def _refresh(self) -> None:
        self.save.setEnabled(bool(self.name.text().strip()))


async def edit_assistant(
    parent: QWidget | None,
    before: AssistantDraft,
    collections: Sequence[CollectionItem],
    *,
    models: Sequence[ModelChoice] = (),
) -> AssistantDraft | None:
    """Let the person change an assistant; None if nothing is to be changed."""
    dialog = AssistantDialog(parent, before, collections, models=models)
    if not await finished(dialog):
        return None
    after = dialog.draft
    return after if after != before else None


async def new_assistant(
    parent: QWidget | None,
    collections: Sequence[CollectionItem],
    templates: Sequence[AssistantSettings],
    before: AssistantDraft | None = None,
    *,
    models: Sequence[ModelChoice] = (),
) -> AssistantDraft | None:
    """Let the person make an assistant; None if there is to be none."""
    begin = before or AssistantDraft(AssistantSettings(name=""), None)
    dialog = AssistantDialog(parent, begin, collections, templates, models=models)
    return dialog.draft if await finished(dialog) else None


def _add(column: QVBoxLayout, text: str, field: QWidget) -> None:
    label = QLabel(text)
    label.setBuddy(field)
    field.setAccessibleName(text.replace("&", ""))
    column.addSpacing(theme.SPACE_S)
    column.addWidget(label)
    column.addWidget(field, 1 if isinstance(field, QPlainTextEdit) else 0)


def _collection_name(item: CollectionItem) -> str:
    count = say_many("{n} document", "{n:,} documents", item.documents)
    return f"{' '.join(item.name.split()) or UNNAMED} · {count}"
