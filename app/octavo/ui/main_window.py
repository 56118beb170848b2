"""The main window: sidebar, chat and page view in three columns, and what lies over them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from octavo.session.state import Problem, ThreadItem
from octavo.ui.chat.message_menu import fill_menu as fill_message_menu
from octavo.ui.columns import Columns
from octavo.ui.documents.dropping import DropArea
from octavo.ui.header import ThreadHeader
from octavo.ui.preferences.appearance import SCHEME_NAMES
from octavo.ui.problems import Trouble, trouble_of
from octavo.ui.settings import WindowSettings
from octavo.ui.sidebar.menus import add_sidebar_menus
from octavo.ui.sidebar.sidebar import Sidebar
from octavo.ui.sidebar.thread_actions import ThreadAction, fill_menu, suit
from octavo.ui.theme import Scheme
from octavo.ui.widgets.empty_state import EmptyState
from octavo.ui.widgets.keys_went import reason_to_go
from octavo.ui.widgets.problem_bar import ProblemBar
from octavo.ui.widgets.start_page import StartPage
from octavo.words import say

_BY_KEYS = Qt.FocusReason.ShortcutFocusReason


class MainWindow(QWidget):
    """Fills the frame: shows everything, decides nothing (see `octavo.ui.window_presenter`).

    Args:
        settings: Where sizes are kept.

    Signals:
        paths_dropped: A tuple of `Path` that were dropped or pasted.
        new_thread_asked, add_files_asked, add_folder_asked, guide_asked, guide_tried,
            search_asked, compare_asked: What the person wants: guide_tried, to ask it something.
        thread_action_asked: A `ThreadAction` for the thread in view.
        message_action_asked: A `MessageAction` for the message that the keys have chosen, else for
            the end of the thread in view.
        next_message_asked: The keys are to choose the next message (True), or the one before.
        stop_asked: The person wants no more of the answer.
        assistants_asked: The person wants to see all assistants.
        settings_asked, commands_asked: The person wants to see the settings, or all commands.
        deleted_asked: The person wants to see what was deleted lately.
        scheme_chosen: A `Scheme`.
        motion_chosen: A `Motion`.
        dimming_chosen: Whether pages are to be dimmed in the dark.
        quit_asked: The person wants to leave.
    """

    paths_dropped = Signal(object)
    new_thread_asked = Signal()
    add_files_asked = Signal()
    add_folder_asked = Signal()
    guide_asked = Signal()
    guide_tried = Signal()
    thread_action_asked = Signal(object)
    message_action_asked = Signal(object)
    next_message_asked = Signal(bool)
    stop_asked = Signal()
    assistants_asked = Signal()
    hosts_asked = Signal()
    local_models_asked = Signal()
    deleted_asked = Signal()
    settings_asked = Signal()
    commands_asked = Signal()
    search_asked = Signal()
    compare_asked = Signal()
    scheme_chosen = Signal(object)
    motion_chosen = Signal(object)
    dimming_chosen = Signal(bool)
    quit_asked = Signal()

    def __init__(self, settings: WindowSettings) -> None:
        super().__init__()
        self._settings = settings
        self._chat: QWidget | None = None
        self._retry: Callable[[], object] | None = None
        self._has_message: Callable[[], bool] = lambda: False
        self._schemes: dict[Scheme, QAction] = {}
        self.sidebar = Sidebar()
        self._stack = QStackedWidget()
        self._middle = QWidget()
        self.splitter = Columns(settings, self.sidebar, self._middle)
        self.menu = self._make_menu()
        self.header = ThreadHeader(self.menu)
        self.problem_bar = ProblemBar()
        self.start_page = StartPage()
        self.empty_state = EmptyState()
        self.drop_area = DropArea(self, lambda: self.sidebar.heading.name)
        self._lay_out()
        self._connect()

    # -- parts -------------------------------------------------------------------------------

    def place(self, chat: QWidget, page: QWidget) -> None:
        """Put the chat panel and the page view in their columns; the page view stays hidden."""
        self._chat = chat
        self._stack.addWidget(chat)
        self.splitter.place(page)
        for part in (chat, page):
            self.drop_area.watch(part)

    def take_away(self) -> None:
        """Remove what `place` has put in, and what could be undone with it."""
        self.sidebar.undo_bar.clear()
        for part in (self._chat, self.splitter.take_away()):
            if part is not None:
                part.setParent(None)
                part.deleteLater()
        self._chat = None
        self.show_start()

    def show_start(self) -> None:
        """Show the page that stands there until the program is up."""
        self._stack.setCurrentWidget(self.start_page)
        self.start_page.show_opening()
        self.header.hide()

    def show_failure(
        self,
        problem: Problem,
        *,
        can_go_back: bool = False,
        is_missing: bool = False,
        other_folder: bool = False,
    ) -> None:
        """Show on the start page why the program cannot work; see `StartPage.show_problem`."""
        self.show_start()
        self.sidebar.setEnabled(False)
        self.start_page.show_problem(
            problem, can_go_back=can_go_back, is_missing=is_missing, other_folder=other_folder
        )

    def show_progress(self, title: str, message: str, *, can_cancel: bool = True) -> None:
        """Show on the start page what is being done; see `StartPage.show_progress`."""
        self.show_start()
        self.sidebar.setEnabled(False)
        self.start_page.show_progress(title, message, can_cancel=can_cancel)

    def show_content(self, *, empty: bool) -> None:
        """Show the chat, or the empty state in its place."""
        if self._chat is None:
            return
        gives_way = not empty and self._stack.currentWidget() is self.empty_state
        self._stack.setCurrentWidget(self.empty_state if empty else self._chat)
        self.sidebar.setEnabled(True)
        self.header.show()
        if gives_way and not isinstance(self.window().focusWidget(), QLineEdit):
            self._chat.setFocus()  # documents have come: next, the person asks

    @property
    def is_ready(self) -> bool:
        """Whether there is a chat to work with."""
        return self._stack.currentWidget() is not self.start_page

    @property
    def shows_chat(self) -> bool:
        """Whether the chat is in view."""
        return self._chat is not None and self._stack.currentWidget() is self._chat

    @property
    def shows_page_view(self) -> bool:
        """Whether the right column is open."""
        return self.splitter.shows_page

    def show_page_view(self) -> None:
        """Open the right column, as wide as it was the last time."""
        self.splitter.show_page()

    def give_room(self, wanted: int) -> None:
        """Make the right column wider for a while; see `Columns.widen_page`."""
        self.splitter.widen_page(wanted)

    def hide_page_view(self) -> None:
        """Close the right column."""
        self.splitter.hide_page()

    def show_trouble(self, trouble: Trouble, retry: Callable[[], object] | None = None) -> None:
        """Show a problem over the chat.

        Args:
            trouble: What to show.
            retry: What its button does; there is none without.
        """
        self._retry = retry
        action = say("Try again") if retry is not None else ""
        self.problem_bar.show_problem(
            trouble.problem, action=action, details=trouble.details, is_news=trouble.is_news
        )

    @property
    def lacks_room(self) -> bool:
        """Whether it says that nothing can be saved, and has nothing to try again."""
        problem = self.problem_bar.problem
        return problem is not None and problem.of_room and self._retry is None

    def shows(self, page: QWidget) -> bool:
        """Whether a page is in the place of the chat now."""
        return self._stack.currentWidget() is page

    def show_beside_chat(self, page: QWidget) -> None:
        """Show something else in the place of the chat, until a thread is shown again."""
        reason = reason_to_go(self)  # before what has the keys is hidden, and Qt moves them on
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.header.hide()
        page.setFocus(reason)

    def show_bug(self, error: BaseException) -> None:
        """Show an error that nobody expected."""
        self.show_trouble(trouble_of(error))

    def show_title(self, title: str) -> None:
        """Let the window's own title follow the thread."""
        self.window().setWindowTitle(title)

    def suit_thread(self, thread: ThreadItem | None) -> None:
        """Let the menu fit the thread in view."""
        suit(self._thread_actions, thread)

    def tell_message_by(self, has_message: Callable[[], bool]) -> None:
        """Ask this whether the keys have chosen a message that the menu's actions are for."""
        self._has_message = has_message

    def choose_scheme(self, scheme: Scheme) -> None:
        """Choose a palette, as in the menu."""
        self._schemes[scheme].trigger()

    def keep_columns(self) -> None:
        """Remember how wide the columns are."""
        self.splitter.keep()

    # -- building ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.problem_bar)
        column.addWidget(self._stack, 1)
        self._stack.addWidget(self.start_page)
        self._stack.addWidget(self.empty_state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        self.show_start()

        printing = self._thread_actions[ThreadAction.PRINT]
        printing.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for part in (self.sidebar, self._middle):  # in the page view, its document is printed
            part.addAction(printing)

    def _connect(self) -> None:
        self.sidebar.new_thread_asked.connect(self.new_thread_asked)
        self.sidebar.add_files_asked.connect(self.add_files_asked)
        self.sidebar.search_asked.connect(self.search_asked)
        self.empty_state.add_files_asked.connect(self.add_files_asked)
        self.empty_state.guide_asked.connect(self.guide_tried)
        self.drop_area.overlay.over = self._stack
        self.drop_area.dropped.connect(self.paths_dropped)
        self.problem_bar.action_triggered.connect(self._on_retry)
        self.start_page.quit_asked.connect(self.quit_asked)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, keys, wanted in (
            (say("New thread"), QKeySequence(QKeySequence.StandardKey.New), self.new_thread_asked),
            (say("Add PDFs…"), QKeySequence(QKeySequence.StandardKey.Open), self.add_files_asked),
            (say("Add a folder…"), QKeySequence("Ctrl+Shift+O"), self.add_folder_asked),
        ):
            self._add_action(menu, text, keys).triggered.connect(wanted)
        self.recent_menu = menu.addMenu(say("Recent documents"))
        self.recent_menu.setEnabled(False)
        add_sidebar_menus(menu, self.sidebar)
        search = self._add_action(menu, say("Search…"), QKeySequence("Ctrl+K"))
        search.setShortcuts([QKeySequence("Ctrl+K"), QKeySequence("Ctrl+Shift+F")])
        self._add_action(
            menu, say("Compare documents…"), QKeySequence("Ctrl+Shift+K")
        ).triggered.connect(self.compare_asked)
        search.triggered.connect(self.search_asked)
        menu.addSeparator()
        self._thread_actions = self._add_thread_menu(menu)
        self._add_ways(menu.addMenu(say("Go to")))
        assistants = self._add_action(menu, say("Assistants…"), QKeySequence("Ctrl+Shift+A"))
        assistants.triggered.connect(self.assistants_asked)
        menu.addSeparator()
        hosts = self._add_action(menu, say("Model hosts…"), QKeySequence("Ctrl+Shift+H"))
        hosts.triggered.connect(self.hosts_asked)
        local = self._add_action(menu, say("Get a local model…"), QKeySequence("Ctrl+Shift+G"))
        local.triggered.connect(self.local_models_asked)
        settings = self._add_action(menu, say("Settings…"), QKeySequence("Ctrl+,"))
        settings.triggered.connect(self.settings_asked)
        commands = self._add_action(menu, say("Commands…"), QKeySequence("Ctrl+Shift+P"))
        commands.triggered.connect(self.commands_asked)
        guide = self._add_action(menu, say("Read the guide"), QKeySequence("F1"))
        guide.triggered.connect(self.guide_asked)
        palette = menu.addMenu(say("Appearance"))
        group = QActionGroup(self)
        for scheme in Scheme:
            action = QAction(str(SCHEME_NAMES[scheme]), self, checkable=True)
            action.setChecked(scheme is self._settings.scheme)
            self._schemes[scheme] = action
            action.triggered.connect(lambda _on=False, s=scheme: self.scheme_chosen.emit(s))
            group.addAction(action)
            palette.addAction(action)
        # without a place to ask, it stays grey; see octavo.ui.updates
        words = say("Tell of new versions (not in this build)")
        self.updates_action = self._add_action(menu, words, QKeySequence("Ctrl+Shift+N"))
        self.updates_action.setCheckable(True)
        self.updates_action.setEnabled(False)
        menu.addSeparator()
        leave = self._add_action(menu, say("Quit"), QKeySequence("Ctrl+Q"))
        leave.triggered.connect(self.quit_asked)
        return menu

    def _add_thread_menu(self, menu: QMenu) -> dict[ThreadAction, QAction]:
        threads = menu.addMenu(say("Thread"))
        actions = fill_menu(threads, self.thread_action_asked.emit)
        suit(actions, None)
        for kind, action in actions.items():
            if kind is not ThreadAction.PRINT:
                self.addAction(action)
        messages = menu.addMenu(say("Answer"))
        asked = self.message_action_asked.emit
        for action in fill_message_menu(messages, asked, self._is_for_message):
            self.addAction(action)
        messages.addSeparator()
        for text, keys, forward in (
            (say("Go to the next message"), "Alt+Down", True),
            (say("Go to the message before"), "Alt+Up", False),
        ):
            step = self._add_action(messages, text, QKeySequence(keys))
            step.triggered.connect(lambda _on=False, f=forward: self.next_message_asked.emit(f))
        stop = self._add_action(messages, say("Stop"), QKeySequence("Ctrl+."))
        stop.triggered.connect(self.stop_asked)
        undo = QKeySequence(QKeySequence.StandardKey.Undo)  # in a text field, that field's own
        undoing = self._add_action(menu, say("Undo removing or deleting"), undo)
        undoing.triggered.connect(self.sidebar.undo_bar.undo)
        deleted = self._add_action(menu, say("Recently deleted…"), QKeySequence("Ctrl+Shift+U"))
        deleted.triggered.connect(self.deleted_asked)
        return actions

    def _add_ways(self, menu: QMenu) -> None:
        """Put into a menu how the keys get from one part of the window to another."""
        for text, keys, go in (
            (say("Threads"), "Alt+1", lambda: self.sidebar.threads.setFocus(_BY_KEYS)),
            (say("Documents"), "Alt+2", self.sidebar.documents.take_focus),
            (say("Question"), "Alt+3", self._focus_middle),
            (say("Pages"), "Alt+4", self.splitter.focus_page),
            (say("Menu of what is chosen"), "Shift+F10", self._open_context_menu),
        ):
            self._add_action(menu, text, QKeySequence(keys)).triggered.connect(go)

    def _open_context_menu(self) -> None:
        """Open the menu of what has the keys, which on Linux only the menu key does by itself."""
        if (part := self.window().focusWidget()) is not None:
            middle = part.rect().center()
            keyboard = QContextMenuEvent.Reason.Keyboard
            event = QContextMenuEvent(keyboard, middle, part.mapToGlobal(middle))
            QApplication.sendEvent(part, event)

    def _focus_middle(self) -> None:
        shown = self._stack.currentWidget()
        part = self.empty_state.add_files if shown is self.empty_state else shown
        if part is not None:
            part.setFocus(_BY_KEYS)

    def _add_action(self, menu: QMenu, text: str, keys: QKeySequence) -> QAction:
        action = QAction(text, self)
        action.setShortcut(keys)
        menu.addAction(action)
        self.addAction(action)  # so that its keys work while the menu is closed
        return action

    def _is_for_message(self) -> bool:
        return self._has_message()

    def _on_retry(self) -> None:
        retry, self._retry = self._retry, None
        self.problem_bar.clear()
        if retry is not None:
            retry()
