"""A list of models of one kind: below its heading a row for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from octavo.session.model_items import ModelItem
from octavo.ui import theme
from octavo.ui.dialogs import plain_label
from octavo.ui.local_models.row import ModelRow


class ModelList(QWidget):
    """Shows models of one kind.

    Args:
        heading: What they are for.
        told: More about that.
        why_not: Why none is to be fetched now; empty if they can run.
        one_in_use: Whether at most one of them is in use, which is chosen here.

    Signals:
        get_asked, pause_asked, remove_asked: With a model's name.
        use_asked: With a model's name, or empty to use none.
    """

    get_asked = Signal(str)
    pause_asked = Signal(str)
    remove_asked = Signal(str)
    use_asked = Signal(str)

    def __init__(
        self, heading: str, told: str, *, why_not: str = "", one_in_use: bool = False
    ) -> None:
        super().__init__()
        self.rows: dict[str, ModelRow] = {}
        self._why_not = why_not
        self._one_in_use = one_in_use
        self._list = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_S, 0, theme.SPACE_S)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(plain_label(heading, role="caption"))
        column.addWidget(plain_label(told, role="soft"))
        column.addLayout(self._list)

    def show_items(self, items: Sequence[ModelItem]) -> None:
        """Show which models there are, each as it is now."""
        for name in set(self.rows) - {item.name for item in items}:
            row = self.rows.pop(name)
            self._list.removeWidget(row)
            row.deleteLater()
        for place, item in enumerate(items):
            if item.name not in self.rows:
                self.rows[item.name] = self._row(item)
            row = self.rows[item.name]
            if self._list.indexOf(row) != place:
                self._list.removeWidget(row)
                self._list.insertWidget(place, row)
            row.show_item(item)

    def _row(self, item: ModelItem) -> ModelRow:
        row = ModelRow(item, why_not=self._why_not, one_in_use=self._one_in_use)
        row.get_asked.connect(self.get_asked)
        row.pause_asked.connect(self.pause_asked)
        row.remove_asked.connect(self.remove_asked)
        row.use_asked.connect(self.use_asked)
        return row
