"""Code and tables in several parts look, and are copied, as if they were one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextTable

from octavo.ui.chat import grounds, styles
from octavo.ui.chat.highlighting import MOST
from octavo.ui.chat.markdown import parse_markdown
from octavo.ui.chat.parting import parted
from octavo.ui.chat.targets import CopyTarget
from support.chat import answer
from support.chat_view import WatchedTranscript, blocks

CODE = "".join(f"def rent_{n}():\n\n    return {n}  # months\n" for n in range(120))
ROWS = [f"rent {n}\t{n} months" for n in range(120)]
TABLE = "| what | when |\n|---|---|\n" + "".join(
    f"| rent {n} | {n} **months** |\n" for n in range(120)
)


def tables(transcript: WatchedTranscript) -> list[QTextTable]:
    frames = transcript.document().rootFrame().childFrames()
    return [frame for frame in frames if isinstance(frame, QTextTable)]


def test_all_of_the_code_is_copied(transcript: WatchedTranscript) -> None:
    transcript.show_messages([answer("a", f"```python\n{CODE}```\n\n```\nother\n```")])
    made = [b for b in blocks(transcript.document()) if b.text().startswith("def")]
    assert len(made) > 2
    targets = transcript._thread.targets._by_key
    keys = [key for key, target in targets.items() if isinstance(target, CopyTarget)]
    transcript._activate(keys[0])
    assert QGuiApplication.clipboard().text() == CODE.rstrip("\n")
    transcript._activate(keys[1])
    assert QGuiApplication.clipboard().text() == "other"


def test_all_rows_are_copied_one_to_a_line(transcript: WatchedTranscript) -> None:
    transcript.show_messages([answer("a", TABLE)])
    cursor = QTextCursor(transcript.document())
    cursor.select(QTextCursor.SelectionType.Document)
    transcript.setTextCursor(cursor)
    assert transcript.copied_text().split("\n") == ["what\twhen", *ROWS]


def test_the_columns_of_all_parts_are_the_same(transcript: WatchedTranscript) -> None:
    transcript.show_messages([answer("a", TABLE)])
    made = tables(transcript)
    assert len(made) > 2
    widths = {
        tuple(width.rawValue() for width in table.format().columnWidthConstraints())
        for table in made
    }
    assert len(widths) == 1
    assert [table.format().headerRowCount() for table in made] == [1] + [0] * (len(made) - 1)


def test_the_columns_of_all_parts_follow_the_width_together(transcript: WatchedTranscript) -> None:
    wide = TABLE.replace("months", "months before the end of the quarter that the tenant names")
    transcript.show_messages([answer("a", wide)])
    for width in (900, 340):
        transcript.resize(width, 600)
        made = tables(transcript)
        assert len(made) > 2
        looks = {
            (
                tuple(one.rawValue() for one in table.format().columnWidthConstraints()),
                table.format().intProperty(styles.TABLE_LOOK),
            )
            for table in made
        }
        assert len(looks) == 1


def test_between_two_parts_of_a_table_is_one_line(transcript: WatchedTranscript) -> None:
    transcript.show_messages([answer("a", TABLE)])
    layout = transcript.document().documentLayout()

    def top(table: QTextTable, row: int) -> float:
        block = table.cellAt(row, 0).firstCursorPosition().block()
        return layout.blockBoundingRect(block).top()

    first, second = tables(transcript)[:2]
    last = first.rows() - 1
    usual = top(first, last) - top(first, last - 1)
    assert top(second, 0) - top(first, last) == pytest.approx(usual, abs=0.5)


def test_code_that_is_longer_than_is_looked_at_stays_plain_from_there_on() -> None:
    text = f"```python\n{CODE * 10}```"
    spans = parted(text)
    told = [
        {run.tone for block in found for run in block.runs if run.text.strip()}
        for span in spans
        for found in [parse_markdown(text[span.start : span.stop], span.lead.text)]
    ]
    plain = [len(tones) == 1 for tones in told]
    assert plain == sorted(plain)
    toned = sum(span.stop - span.start for span, none in zip(spans, plain, strict=True) if not none)
    assert MOST - 2000 < toned < MOST + 4000


def test_a_string_is_not_parted_from_its_end() -> None:
    text = '```python\nwords = """\n' + "one line of many\n" * 100 + '"""\n' + CODE + "```"
    first, *_ = parted(text)
    assert text.index('"""\n' + CODE[:10]) < first.stop


def test_a_ground_is_painted_by_the_blocks_in_view(transcript: WatchedTranscript) -> None:
    quote = "".join(f"> The tenant may end it {n}\n>\n" for n in range(300))
    transcript.show_messages([answer("a", quote)])
    transcript.verticalScrollBar().setValue(transcript.verticalScrollBar().maximum() // 2)
    document, top = transcript.document(), transcript.verticalScrollBar().value()
    first = transcript.cursorForPosition(QPoint(0, 0)).block()
    [group] = grounds._groups(document, first, top + transcript.height())
    in_view = transcript.height() / document.documentLayout().blockBoundingRect(first).height()
    assert len(group) < in_view + 4
    assert document.documentLayout().blockBoundingRect(group[0]).top() < top
    bar = group[0].blockFormat().doubleProperty(styles.BAR)
    assert 0 < bar < group[0].blockFormat().leftMargin()
