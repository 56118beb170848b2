"""What the window remembers of itself: sizes, the last thread, palette and language."""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from octavo.ui.language import Language

_FILE = "window.ini"
_QT_FOLDER = "qt"


def keep_qt_settings_in(folder: Path) -> None:
    """Have Qt's own dialogs remember in this folder, not in the person's, what was chosen last.

    On Windows and macOS the system's dialogs are shown, which keep nothing of ours.
    """
    user = QSettings.Scope.UserScope
    QSettings.setPath(QSettings.Format.NativeFormat, user, str(folder / _QT_FOLDER))


class Scheme(StrEnum):
    """The person's choice of palette."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_LIGHT = "high-light"
    HIGH_DARK = "high-dark"

    @property
    def is_dark(self) -> bool:
        """Whether it is light text on a dark ground, whatever the system wants."""
        return self in {Scheme.DARK, Scheme.HIGH_DARK}


class Motion(StrEnum):
    """The person's choice whether anything moves by itself."""

    SYSTEM = "system"
    LESS = "less"
    FULL = "full"


MOST_RECENT: Final = 10
"""Documents in the list of those that were opened last."""


@dataclasses.dataclass(frozen=True, slots=True)
class RecentDocument:
    """A document that was opened: its file's id, and its name at that time."""

    file_id: str
    name: str


class WindowSettings:
    """Kept in an ini file in the data folder.

    Args:
        data_dir: The data folder; it need not exist yet.

    Attributes:
        data_dir: The same, or where it was moved to.
    """

    def __init__(self, data_dir: Path) -> None:
        self.use(data_dir)

    def use(self, data_dir: Path) -> None:
        """Take what is remembered in another data folder, and keep it there from now on."""
        self.data_dir = data_dir
        self._store = QSettings(str(data_dir / _FILE), QSettings.Format.IniFormat)

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window, as Qt packs it; empty at first."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("window/geometry", value)

    @property
    def columns(self) -> tuple[int, ...]:
        """Widths of the three columns in pixels; empty at first."""
        text = str(self._store.value("window/columns", ""))
        parts = text.split(" ")
        return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()

    @columns.setter
    def columns(self, value: tuple[int, ...]) -> None:
        self._store.setValue("window/columns", " ".join(map(str, value)))

    @property
    def scheme(self) -> Scheme:
        """The chosen palette."""
        text = str(self._store.value("window/scheme", ""))
        return Scheme(text) if text in {*Scheme} else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, value: Scheme) -> None:
        self._store.setValue("window/scheme", value.value)

    @property
    def language(self) -> Language:
        """The chosen language."""
        text = str(self._store.value("window/language", ""))
        return Language(text) if text in {*Language} else Language.SYSTEM

    @language.setter
    def language(self, value: Language) -> None:
        self._store.setValue("window/language", value.value)

    @property
    def text_size(self) -> int:
        """The size of text, and of all around it, in percent of the usual one."""
        text = str(self._store.value("window/text_size", ""))
        return min(max(int(text), 50), 300) if text.isdecimal() else 100

    @text_size.setter
    def text_size(self, value: int) -> None:
        self._store.setValue("window/text_size", value)

    @property
    def tells_of_ends(self) -> bool:
        """Whether the end of long work is told to a person who is busy elsewhere."""
        return str(self._store.value("window/tells_of_ends", "yes")) != "no"

    @tells_of_ends.setter
    def tells_of_ends(self, value: bool) -> None:
        self._store.setValue("window/tells_of_ends", "yes" if value else "no")

    @property
    def dims_pages(self) -> bool:
        """Whether pages of documents are dimmed while the window is dark."""
        return str(self._store.value("window/dims_pages", "no")) == "yes"

    @dims_pages.setter
    def dims_pages(self, value: bool) -> None:
        self._store.setValue("window/dims_pages", "yes" if value else "no")

    @property
    def motion(self) -> Motion:
        """Whether anything is to move in the window but what the person moves."""
        kept = str(self._store.value("window/motion", Motion.SYSTEM.value))
        return Motion(kept) if kept in set(Motion) else Motion.SYSTEM

    @motion.setter
    def motion(self, value: Motion) -> None:
        self._store.setValue("window/motion", value.value)

    @property
    def thread_id(self) -> str:
        """The thread that was in view last; empty if none was."""
        return str(self._store.value("thread", ""))

    @thread_id.setter
    def thread_id(self, value: str) -> None:
        self._store.setValue("thread", value)

    @property
    def folder(self) -> Path:
        """Where files were chosen last, the documents folder at first."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        kept = str(self._store.value("folder", ""))
        return Path(kept or QStandardPaths.writableLocation(documents))

    @folder.setter
    def folder(self, value: Path) -> None:
        self._store.setValue("folder", str(value))

    @property
    def recent(self) -> tuple[RecentDocument, ...]:
        """The documents that were opened last, the newest first; `MOST_RECENT` of them are kept."""
        try:
            kept = json.loads(str(self._store.value("recent", "[]")))
            return tuple(RecentDocument(str(file_id), str(name)) for file_id, name in kept)
        except (ValueError, TypeError):  # somebody has edited the file
            return ()

    @recent.setter
    def recent(self, value: tuple[RecentDocument, ...]) -> None:
        kept = [(one.file_id, one.name) for one in value[:MOST_RECENT]]
        self._store.setValue("recent", json.dumps(kept))

    @property
    def sides(self) -> str:
        """What was open in the page view; see `octavo.ui.pdf.kept_sides`."""
        return str(self._store.value("sides", ""))

    @sides.setter
    def sides(self, value: str) -> None:
        self._store.setValue("sides", value)

    def save(self) -> None:
        """Write the file now."""
        self._store.sync()

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
