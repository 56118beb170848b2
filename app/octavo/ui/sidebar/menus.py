"""The window menu's part for what is chosen in the sidebar: its documents, its collection."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from octavo.ui.sidebar.sidebar import Sidebar
from octavo.words import say, say_many


def add_sidebar_menus(menu: QMenu, sidebar: Sidebar) -> None:
    """Put menus for the chosen documents and for the collection into the window's menu.

    They are filled whenever it opens, and are grey while there is nothing that they are for.
    """
    documents = menu.addMenu(say("Selected document"))
    collection = menu.addMenu(say("Collection"))
    given: list[QMenu] = []  # keeps the actions of the collection's own menu

    def fill() -> None:
        chosen = sidebar.documents.selected()
        documents.clear()
        documents.setEnabled(bool(chosen))
        documents.setTitle(
            say_many("Selected document", "{n:,} selected documents", max(len(chosen), 1))
        )
        sidebar.documents.fill_menu(documents, chosen)
        collection.clear()
        while given:
            given.pop().deleteLater()
        made = sidebar.heading.make_menu()
        collection.setEnabled(made is not None)
        if made is not None:
            given.append(made)
            collection.addActions(made.actions())

    menu.aboutToShow.connect(fill)
