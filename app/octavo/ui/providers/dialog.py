"""The dialog of model hosts: name, address and key of one at a time, and whether it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from octavo.providers.settings import PRESETS, Kind, Provider, preset_kind
from octavo.session.model_hosts import what_was_agreed
from octavo.session.state import Problem
from octavo.ui import theme
from octavo.ui.dialogs import button_row, finished, plain_label
from octavo.ui.fitting import fit
from octavo.ui.widgets.buttons import TextButton
from octavo.words import Later, later, say, say_many

_LONGEST = 2_000
_SHOWN = 5
"""Models of a host that are named."""

_INTERFACES: dict[Kind, Later] = {
    "chat_completions": later("Chat completions: nearly all hosts"),
    "responses": later("Responses: OpenAI"),
}
_KEEPS: Kind = "responses"
"""The interface of which a host can work on in the background."""


class ProviderDialog(QDialog):
    """Shows one host at a time; whoever opens it keeps, tries and removes.

    Args:
        parent: The window that waits.
        key_place: Where keys are kept, as people call it; None if only for this session.

    Signals:
        test_asked: The host as the fields have it is to be kept and tried, with a new key or "".
        find_asked: Hosts are to be looked for on this computer.
        remove_asked: The host of this name is to be forgotten.
        withdraw_asked: Nothing may be sent any more to the host of this name.
    """

    test_asked = Signal(object, str)
    find_asked = Signal()
    remove_asked = Signal(str)
    withdraw_asked = Signal(str)

    def __init__(self, parent: QWidget | None, key_place: str | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Model hosts"))
        self._known: dict[str, Provider] = {}
        self._keys_at: QWidget | None = None
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.address = QLineEdit()
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.proxy = QLineEdit()
        self.proxy.setPlaceholderText(say("As the system says; http://host:port, or none"))
        self.ca_file = QLineEdit()
        self.ca_file.setPlaceholderText(say("A PEM file, where a company has its own authority"))
        for field in (self.address, self.key, self.proxy, self.ca_file):
            field.setMaxLength(_LONGEST)
        self.interface = QComboBox()
        for kind, words in _INTERFACES.items():
            self.interface.addItem(str(words), kind)
        self.background = QCheckBox(say("Let it &work on if the connection breaks"))
        self.background.setToolTip(say("It then keeps each answer until the answer is whole."))
        self.look = TextButton(say("Look on this computer"), kind="link")
        self.look.setProperty("align", "left")
        self.look.setToolTip(
            say("Asks the usual ports of Ollama, LM Studio, llama.cpp and vLLM for their models")
        )
        self.advanced = TextButton(say("Interface, proxy and certificates…"), kind="link")
        self.advanced.setProperty("align", "left")
        self.status = plain_label("", role="soft")
        self.note = plain_label(_note(key_place), role="soft")
        self.agreed = plain_label("")
        self.withdraw = TextButton(say("Send nothing there any more"), kind="link")
        self.withdraw.setProperty("align", "left")
        self.withdraw.setToolTip(say("Octavo asks again before it sends anything there."))
        self.remove = TextButton(say("Remove"), kind="danger")
        self.close_button = TextButton(say("Close"))
        self.test = TextButton(say("Save and test"), kind="primary")
        self._folded = QWidget()
        self._lay_out()
        self._connect()
        self.show_known(())

    @property
    def provider(self) -> Provider:
        """The host as the fields have it; what they do not show stays as it was."""
        name = self.name.currentText().strip().lower()
        shown = {
            "name": name,
            "base_url": self.address.text().strip(),
            "proxy": self.proxy.text().strip(),
            "ca_file": self.ca_file.text().strip(),
            "kind": self.interface.currentData(),
            "background": self.background.isChecked() and self.interface.currentData() == _KEEPS,
        }
        before = self._known.get(name)
        return Provider(**shown) if before is None else before.model_copy(update=shown)

    def show_known(self, providers: Sequence[Provider], chosen: str = "") -> None:
        """Show which hosts there are, beside those that people know by name."""
        self._known = {one.name: one for one in providers}
        self.name.blockSignals(True)
        self.name.clear()
        self.name.addItems(list(dict.fromkeys([*self._known, *PRESETS])))
        self.name.setCurrentText(chosen or next(iter(self._known), next(iter(PRESETS))))
        self.name.blockSignals(False)
        self._on_name_changed()

    def show_busy(self) -> None:
        """Say that the host is being asked."""
        self._say(say("Asking…"), "soft")

    def show_deleting(self) -> None:
        """Say that what lies at the host is being deleted there."""
        self._say(say("Deleting…"), "soft")

    def show_models(self, names: Sequence[str]) -> None:
        """Say that the host answers, and which models it has."""
        shown = ", ".join(names[:_SHOWN])
        answers = say("It answers and has no models. Load one there, then test it again.")
        if len(names) > _SHOWN:
            answers = say(
                "It answers and has {n:,} models, such as {shown}. Choose one for an assistant.",
                n=len(names),
                shown=shown,
            )
        elif names:
            answers = say_many(
                "It answers and has {n} model: {shown}. Choose one for an assistant.",
                "It answers and has {n:,} models: {shown}. Choose one for an assistant.",
                len(names),
                shown=shown,
            )
        self._say(answers, "")
        self.key.clear()

    def show_found(self, names: Sequence[str]) -> None:
        """Say which hosts were found on this computer and added."""
        if names:
            added = say(
                "Found and added: {names}. Choose a model for an assistant.", names=", ".join(names)
            )
            self._say(added, "")
        else:
            self._say(say("Nothing new answers at the usual ports of this computer."), "")

    def show_withdrawn(self, lying: str) -> None:
        """Say that nothing is sent to the host any more, and what lies there all the same."""
        said = say("Nothing is sent there any more. Octavo asks again before it sends anything.")
        if lying:
            left = say("It stays there until it is deleted: “Search at a host…”.")
            said = f"{said} {lying} {left}"
        self._say(said, "")

    def show_problem(self, problem: Problem) -> None:
        """Say what failed, and what to do."""
        self._say(f"{problem.message} {problem.hint}".strip(), "bad")

    def _say(self, text: str, role: str) -> None:
        self.status.setText(text)
        self.status.setProperty("role", role)
        self.status.style().unpolish(self.status)
        self.status.style().polish(self.status)
        # The keys come back to where they were: Qt gives them to the next button meanwhile.
        if role == "soft" and self._keys_at is None:
            self._keys_at = self.focusWidget()
        for button in (self.test, self.remove):
            button.setEnabled(role != "soft")
        if role != "soft" and self._keys_at is not None:
            self._keys_at.setFocus()
            self._keys_at = None

    def _on_name_changed(self) -> None:
        name = self.name.currentText().strip().lower()
        known = self._known.get(name)
        self.address.setText(known.base_url if known else PRESETS.get(name, ""))
        self.proxy.setText(known.proxy if known else "")
        self.ca_file.setText(known.ca_file if known else "")
        kind = known.kind if known else preset_kind(name)
        self.interface.setCurrentIndex(self.interface.findData(kind))
        self.background.setChecked(known is not None and known.background)
        self.key.clear()
        given = "" if known is None else what_was_agreed(known)
        self.agreed.setText(given)
        for widget in (self.agreed, self.withdraw):
            widget.setVisible(bool(given))
        self.remove.setVisible(known is not None)
        self.remove.setEnabled(True)
        self.status.clear()
        self._refresh()

    def _refresh(self) -> None:
        filled = bool(self.name.currentText().strip() and self.address.text().strip())
        self.test.setEnabled(filled)

    def _on_test_clicked(self) -> None:
        self.test_asked.emit(self.provider, self.key.text())

    def _on_advanced_clicked(self) -> None:
        self._folded.setVisible(True)
        self.interface.setFocus()  # before the button that has the keys goes
        self.advanced.setVisible(False)

    def _on_interface_chosen(self) -> None:
        self.background.setVisible(self.interface.currentData() == _KEEPS)

    def event(self, event: QEvent) -> bool:
        """Keep the dialog as high as its texts; Qt's own way stops at two thirds of the screen."""
        if event.type() != QEvent.Type.LayoutRequest:
            return super().event(event)
        done = super().event(event)
        if (layout := self.layout()) is not None and layout.hasHeightForWidth():
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
            fit(self)
        return done

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.SPACE_XL,) * 4)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(plain_label(say("Model hosts"), role="heading"))
        column.addWidget(
            plain_label(
                say(
                    "Programs and services whose models can write answers. Nothing is sent to one"
                    " before you choose it for an assistant and agree."
                ),
                role="soft",
            )
        )
        column.addWidget(self.look)
        column.addSpacing(theme.SPACE_M)
        _add_field(column, say("&Name"), self.name)
        _add_field(column, say("&Address"), self.address)
        _add_field(column, say("&Key, if it needs one"), self.key)
        column.addWidget(self.note)
        column.addSpacing(theme.SPACE_S)
        column.addWidget(self.advanced)
        folded = QVBoxLayout(self._folded)
        folded.setContentsMargins(0, 0, 0, 0)
        folded.setSpacing(theme.SPACE_XS)
        _add_field(folded, say("&Interface"), self.interface)
        folded.addWidget(self.background)
        folded.addSpacing(theme.SPACE_S)
        _add_field(folded, say("&Proxy"), self.proxy)
        _add_field(folded, say("Certificates &file"), self.ca_file)
        self._folded.setVisible(False)
        column.addWidget(self._folded)
        column.addSpacing(theme.SPACE_S)
        column.addWidget(self.agreed)
        column.addWidget(self.withdraw)
        column.addWidget(self.status)
        column.addSpacing(theme.SPACE_L)
        column.addLayout(button_row(self.remove, self.close_button, self.test))
        self.setMinimumWidth(460)

    def _connect(self) -> None:
        self.test.setDefault(True)
        for button in (self.remove, self.close_button, self.advanced, self.look, self.withdraw):
            button.setAutoDefault(False)
        self.test.clicked.connect(self._on_test_clicked)
        self.close_button.clicked.connect(self.reject)
        self.look.clicked.connect(self.find_asked)
        self.advanced.clicked.connect(self._on_advanced_clicked)
        self.remove.clicked.connect(
            lambda: self.remove_asked.emit(self.name.currentText().strip().lower())
        )
        self.withdraw.clicked.connect(
            lambda: self.withdraw_asked.emit(self.name.currentText().strip().lower())
        )
        self.name.currentTextChanged.connect(self._on_name_changed)
        self.address.textChanged.connect(self._refresh)
        self.interface.currentIndexChanged.connect(self._on_interface_chosen)
        self.background.setVisible(False)


def _add_field(column: QVBoxLayout, text: str, field: QWidget) -> None:
    label = QLabel(text)
    label.setBuddy(field)
    field.setAccessibleName(text.replace("&", ""))
    column.addWidget(label)
    column.addWidget(field)
    column.addSpacing(theme.SPACE_S)


def _note(key_place: str | None) -> str:
    if key_place is None:
        return say("This system has no keychain: a key is known until Octavo is closed.")
    return say("A key is kept in {key_place}, for this address alone.", key_place=key_place)


async def show_providers(
    parent: QWidget | None, key_place: str | None, serve: Callable[[ProviderDialog], None]
) -> None:
    """Show the hosts until the dialog is closed; ``serve`` fills and connects it before."""
    dialog = ProviderDialog(parent, key_place)
    serve(dialog)
    await finished(dialog)
