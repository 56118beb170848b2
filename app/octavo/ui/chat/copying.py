"""A selection of the transcript as plain text, chips written out."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextTable

from octavo.session.mathematics.pieces import script_words
from octavo.ui.chat import styles
from octavo.ui.chat.chips import copied_chip
from octavo.ui.chat.targets import CitationTarget, Targets

_SCRIPTS: Final = {
    QTextCharFormat.VerticalAlignment.AlignSuperScript: 1,
    QTextCharFormat.VerticalAlignment.AlignSubScript: -1,
}


def copied_text(document: QTextDocument, selection: QTextCursor, targets: Targets) -> str:
    """Return what a selection reads as: blank lines between blocks, tabs between cells."""
    start, stop = selection.selectionStart(), selection.selectionEnd()
    parts: list[str] = []
    previous: QTextBlock | None = None
    block = document.findBlock(start)
    while block.isValid() and block.position() < stop:
        aside = block.blockFormat().boolProperty(styles.ASIDE)
        text = "" if aside else _text(block, start, stop, targets)
        if text or _table(block) is not None:
            if previous is not None:
                parts.append(_between(previous, block))
            parts.append(text)
            previous = block
        block = block.next()
    return "".join(parts).strip("\n")


def copied_code(document: QTextDocument, position: int, targets: Targets) -> str:
    """Return the code whose head is at a position, without marks of doubt."""
    parts: list[str] = []
    block = document.findBlock(position).next()
    while block.isValid() and _is_more_code(block):
        start, stop = block.position(), block.position() + block.length()
        parts.append(_text(block, start, stop, targets, with_marks=False))
        block = block.next()
    return "\n".join(parts)


def _is_more_code(block: QTextBlock) -> bool:
    made = block.blockFormat()
    is_code = made.intProperty(styles.GROUND) == styles.Ground.CODE
    return is_code and not made.boolProperty(styles.STARTS)


def _text(
    block: QTextBlock, start: int, stop: int, targets: Targets, *, with_marks: bool = True
) -> str:
    parts: list[str] = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        begin = fragment.position()
        if begin < stop and begin + fragment.length() > start:
            look = fragment.charFormat()
            if look.boolProperty(styles.ASIDE) and not with_marks:
                pass
            elif look.objectType() == styles.CHIP_OBJECT:
                target = targets.get(look.intProperty(styles.TARGET))
                if isinstance(target, CitationTarget):
                    parts.append(copied_chip(target.citation))
            else:
                # a document counts in UTF-16 units, so a span is cut in that form
                units = fragment.text().encode("utf-16-le", "surrogatepass")
                cut = units[2 * max(0, start - begin) : 2 * (stop - begin)]
                text = cut.decode("utf-16-le", "replace").replace("\u2028", "\n")
                script = _SCRIPTS.get(look.verticalAlignment())
                parts.append(script_words(text, script) if script else text)
        iterator += 1
    return "".join(parts)


def _between(before: QTextBlock, after: QTextBlock) -> str:
    table, table_before = _table(after), _table(before)
    if table is not None and table == table_before:
        same_row = table.cellAt(before.position()).row() == table.cellAt(after.position()).row()
        return "\t" if same_row else "\n"
    if table is not None and table.format().boolProperty(styles.CONTINUES):
        return "\n"
    tight = before.blockFormat().bottomMargin() <= styles.TIGHT
    return "\n" if tight and table_before is None else "\n\n"


def _table(block: QTextBlock) -> QTextTable | None:
    # None outside of tables, which the binding's stubs do not say
    return cast("QTextTable | None", QTextCursor(block).currentTable())
