"""Everything in the window's parts can be reached, named and read: through Qt's own tree of access.

Only what a person can act on needs a name of its own: buttons, fields, lists, boxes.
"""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QPageSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QVBoxLayout, QWidget

import octavo.ui
from octavo.engine.evaluation.questions import Question
from octavo.protocol.reports import FileReport, PageRemark, Recognition
from octavo.session.assistant_templates import templates
from octavo.session.details import PassageItem, RunDetails, StepItem
from octavo.session.model_items import ModelItem, ModelState
from octavo.session.state import (
    AssistantItem,
    AssistantSettings,
    CollectionItem,
    DocumentItem,
    DocumentState,
    Problem,
    ThreadItem,
)
from octavo.ui.assistants.dialog import AssistantDialog, AssistantDraft
from octavo.ui.assistants.manager import ManagerDialog
from octavo.ui.chat.composer import Composer
from octavo.ui.chat.details_dialog import DetailsDialog
from octavo.ui.chat.edit_dialog import EditQuestionDialog
from octavo.ui.command_palette import CommandPalette
from octavo.ui.commands import Command
from octavo.ui.dialogs import ConfirmDialog
from octavo.ui.documents.details_dialog import DetailsDialog as PropertiesDialog
from octavo.ui.documents.embedder_dialog import EmbedderDialog
from octavo.ui.documents.failure_dialog import FailureDialog
from octavo.ui.documents.hosting_dialog import HostingDialog
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.documents.name_dialog import NameDialog
from octavo.ui.documents.password_dialog import PasswordDialog
from octavo.ui.insight.comparison_view import ComparisonView
from octavo.ui.language import Language
from octavo.ui.local_models.dialog import LocalModelsDialog
from octavo.ui.main_window import MainWindow
from octavo.ui.preferences.appearance import SCHEME_NAMES
from octavo.ui.preferences.dialog import SettingsDialog
from octavo.ui.preferences.state import Preferences
from octavo.ui.printing.choice import FoundPrinters, PrinterItem
from octavo.ui.printing.dialog import PrintDialog
from octavo.ui.providers.dialog import ProviderDialog
from octavo.ui.settings import Scheme, WindowSettings
from octavo.ui.sidebar.deleted_dialog import DeletedDialog
from octavo.ui.trials.view import TrialView
from octavo.ui.widgets.buttons import IconButton
from octavo.ui.widgets.undo_bar import UndoBar
from support.overlaps import overlaps
from support.pdfs import make_pdf
from support.qt import until
from support.shots import keep
from support.window import click_chip, open_window, pages_of, panel_of, type_question

ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.PushButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.SpinBox,
    QAccessible.Role.List,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.Slider,
    QAccessible.Role.Tree,
    QAccessible.Role.Table,
    QAccessible.Role.ProgressBar,
    QAccessible.Role.PageTabList,
    QAccessible.Role.Document,
}
_PREFERENCES = Preferences(Scheme.LIGHT, Language.SYSTEM, 100, Path("data"))
HALL = PrinterItem("hall", "", QPageSize.PageSizeId.A4)
SETTINGS = AssistantSettings(name="Contract reader", description="Finds clauses.")


def _assistant():
    made = AssistantDialog(
        None, AssistantDraft(SETTINGS, None), (CollectionItem("v", "Lease", 2),), templates()
    )
    made.fold.setChecked(True)
    return made


def _manager():
    made = ManagerDialog(None)
    made.show_assistants([AssistantItem("a", SETTINGS, None)], "a")
    return made


def _details():
    passage = PassageItem("f", "lease.pdf", 2, "2", "The tenant may terminate.", 0.8)
    steps = (StepItem("search", "completed", passages=(passage,)), StepItem("writing", "completed"))
    return DetailsDialog(None, RunDetails("octavo", "completed", 0, 2, 900, 40, steps), {})


def _commands():
    action = QAction("New thread", QApplication.instance())
    return [Command("New thread", "Ctrl+N", action)]


def _undo_bar():
    made = UndoBar()
    made.offer("Deleted “Lease”", lambda: None)
    return made


def _composer():
    made = QWidget()  # as in the panel: not a window itself
    composer = Composer(made)
    composer.set_answering(True)
    composer.waiting.show_question("And then?")
    QVBoxLayout(made).addWidget(composer)
    return made


def _password():
    made = PasswordDialog(None, "the keychain")
    made.show_document("lease.pdf is locked.", more=2)
    return made


def _properties():
    report = FileReport(
        id="f",
        filename="lease.pdf",
        pages_total=1,
        pages_read=1,
        encryption=None,
        remarks=[PageRemark(state="failed", reason=None, needs_recognition=True, pages=[(1, 1)])],
        findings=[],
        recognition=Recognition(available=False, install="apt install tesseract-ocr"),
    )
    item = DocumentItem("k", "f", "lease.pdf", None, 9, DocumentState.FAILED)
    return PropertiesDialog(None, item, report)


def _local_models():
    made = LocalModelsDialog(None, can_run=True)
    judging = [ModelItem(state.name, "Small", state) for state in ModelState]
    used = ModelItem("used", "Used", ModelState.HERE, in_use=True)
    made.judging.show_items([*judging, used])
    made.writing.show_items([ModelItem(state.name, "Tiny", state) for state in ModelState])
    return made


def _models_that_cannot_run():
    made = LocalModelsDialog(None, can_run=False)
    made.writing.show_items([ModelItem(state.name, "Tiny", state) for state in ModelState])
    return made


def _trial():
    made = TrialView(["lease.pdf"], "How it is asked.")
    made.show_questions([Question("When?", "lease.pdf")])
    made.set_running(running=True)
    return made


def _comparison():
    item = DocumentItem("k", "f", "lease.pdf", None, 9, DocumentState.READY)
    made = ComparisonView([item])
    made.question.setText("When?")
    return made


_FAILED = DocumentItem("k", None, "a.pdf", "/home/me/a.pdf", 9, DocumentState.FAILED)

MAKERS = {
    "assistant": _assistant,
    "assistants": _manager,
    "details": _details,
    "failure": lambda: FailureDialog(None, _FAILED, Problem("Damaged", "It is damaged.", "Ask.")),
    "edit": lambda: EditQuestionDialog(None, "When?"),
    "deleted": lambda: DeletedDialog(None, [ThreadItem("t", "Lease", 1, "a", deleted_at=2)]),
    "undo": _undo_bar,
    "settings": lambda: SettingsDialog(None, _PREFERENCES, ()),
    "commands": lambda: CommandPalette(None, _commands()),
    "composer": _composer,
    "confirm": lambda: ConfirmDialog(None, "Delete?", "It is gone.", "Delete", destructive=True),
    "meanings": lambda: EmbedderDialog(None, "Leases"),
    "hosting": lambda: HostingDialog(None, "Leases"),
    "name": lambda: NameDialog(None, "New collection", "Make", "Leases"),
    "password": _password,
    "hosts": lambda: ProviderDialog(None, None),
    "local models": _local_models,
    "models that cannot run": _models_that_cannot_run,
    "properties": _properties,
    "trial": _trial,
    "comparison": _comparison,
    "print": lambda: PrintDialog(None, FoundPrinters((HALL,)), 9, 4),
    "print a thread": lambda: PrintDialog(None, FoundPrinters((), answered=False), None),
}


@pytest.fixture(params=MAKERS)
def shown(request, qtbot):
    made = MAKERS[request.param]()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made)
    return made


def _tree(widget):
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += [one.child(number) for number in range(one.childCount())]


def _parts(widget):
    """Return what can be acted on: role and name, without the parts of spin boxes and the like."""
    return [
        (one.role(), one.text(QAccessible.Text.Name), one.object())
        for one in _tree(widget)
        if one is not None and one.isValid() and one.role() in ROLES and not one.state().invisible
    ]


def test_everything_that_can_be_acted_on_has_a_name(shown):
    parts = _parts(shown)
    assert len(parts) >= 2
    inner = {"QExpandingLineEdit", "QLineEdit", "QComboBoxListView"}
    nameless = [
        part
        for part in parts
        if not part[1]
        and not (
            part[2] is not None
            and part[2].parent() is not None
            and part[2].metaObject().className() in inner
            and part[2].parent().metaObject().className()
            in {"QSpinBox", "QDoubleSpinBox", "QComboBox", "QComboBoxPrivateContainer"}
        )
    ]
    assert nameless == []


def test_every_dialog_is_looked_at(qtbot):
    """A dialog that nobody put into the list above would escape the two tests around this one."""
    for module in pkgutil.walk_packages(octavo.ui.__path__, "octavo.ui."):
        importlib.import_module(module.name)
    looked_at = set()
    for make in MAKERS.values():
        made = make()
        qtbot.addWidget(made)
        looked_at.add(type(made))
    dialogs = {one for one in QDialog.__subclasses__() if one.__module__.startswith("octavo.")}
    assert dialogs
    assert dialogs <= looked_at


@pytest.mark.usefixtures("mirrored")
@pytest.mark.parametrize("kind", MAKERS)
def test_nothing_in_a_dialog_overlaps_from_right_to_left(qtbot, kind):
    made = MAKERS[kind]()
    qtbot.addWidget(made)
    made.show()
    QApplication.processEvents()
    keep(made, f"rtl-{kind}")
    assert made.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert overlaps(made) == []


def _assert_described(window):
    """What is acted on can have the focus; what Qt says of it has no markup; keys are told."""
    named = {}
    for one in _tree(window):
        if one is None or not one.isValid() or one.state().invisible:
            continue
        said = one.text(QAccessible.Text.Description)
        assert not re.search(r"</?[a-z]+>|&\w+;", said), said
        part = one.object()
        if one.role() in ROLES and isinstance(part, QWidget) and part.focusPolicy():
            assert one.state().focusable or part.focusProxy() is not None, part
            named[one.text(QAccessible.Text.Name)] = said
        if isinstance(part, IconButton):
            assert said, f"{part} has an icon and no words"
    assert named["New thread"] == "New thread (Ctrl+N)"
    assert named["Search"] == "Search threads and documents (Ctrl+K)"
    assert named["Send"] == "Write a question first"
    assert named["Page"] == "Go to a page"


def _reachable(window):
    """Return what the Tab key should reach, and what it does reach."""
    wanted = {
        child
        for child in window.findChildren(QWidget)
        if child.isVisible()
        and child.isEnabled()
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.focusProxy() is None
    }
    reached = set()
    for _ in range(4 * len(wanted) + 2):  # a transcript holds it for each thing in it
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        while focused is not None and focused not in wanted:
            focused = focused.parentWidget()  # a field inside of a spin box
        reached.add(focused)
    return wanted, reached


def test_the_tab_key_reaches_everything_that_can_be_acted_on(shown):
    wanted, reached = _reachable(shown)
    assert wanted <= reached


async def test_the_tab_key_goes_through_the_whole_window(tmp_path):
    pages = ("# Lease\n\nThe rent is due on the third working day of each month.",)
    lease = make_pdf(tmp_path / "lease.pdf", pages)
    async with open_window(tmp_path / "data", [lease]) as program:
        documents = program.window.sidebar.documents_model
        await until(
            lambda: (
                documents.rowCount() == 1
                and documents.index(0).data(ITEM_ROLE).state is DocumentState.READY
            ),
            "the lease is read",
        )
        type_question(program, "When is the rent due?")
        panel = panel_of(program)
        await until(lambda: panel.composer.button.text() == "Send" and panel.messages[1:], "it")
        await click_chip(program)
        await until(lambda: pages_of(program).canvas.marks, "the page")
        program.frame.activateWindow()
        await until(program.frame.isActiveWindow, "the window has the keys")
        QAccessible.setActive(True)
        panel.transcript.spoken.place()
        names = [name for _, name, _ in _parts(program.frame)]
        assert "Citation: lease · p. 1" in names
        QAccessible.setActive(False)
        wanted, reached = _reachable(program.frame)
        assert {panel.transcript, pages_of(program).close_button} <= wanted
        assert wanted <= reached
        nameless = [part for part in _parts(program.frame) if not part[1]]
        assert nameless == []
        _assert_described(program.frame)


def test_every_action_of_the_menu_shows_a_key_of_its_own(qtbot, tmp_path):
    window = MainWindow(WindowSettings(tmp_path))
    qtbot.addWidget(window)
    without = {str(name) for name in SCHEME_NAMES.values()}
    keys: dict[str, str] = {}

    def walk(menu: QMenu) -> None:
        for action in menu.actions():
            if action.menu() is not None:
                walk(action.menu())
            elif not action.isSeparator():
                shortcut = action.shortcut().toString()
                if action.text() not in without:
                    assert shortcut, f"{action.text()} has no key"
                if shortcut:
                    assert shortcut not in keys, f"{action.text()} and {keys.get(shortcut)}"
                    keys[shortcut] = action.text()

    walk(window.menu)
    assert {"Ctrl+N", "Ctrl+E", "Ctrl+R", "Ctrl+I", "F2"} <= set(keys)
