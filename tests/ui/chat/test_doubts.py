"""Statements that nothing supports are marked where they stand, and nobody can forge the mark."""

from __future__ import annotations

import dataclasses

from PySide6.QtGui import QGuiApplication

from octavo.protocol.messages import MessageObject
from octavo.session.messages import chat_message
from octavo.ui.chat.markdown import parse_markdown
from octavo.ui.chat.source import DOUBT, clean, mark
from octavo.ui.chat.targets import CopyTarget
from support.answering import message_json
from support.chat import answer, citation
from support.chat_view import WatchedTranscript, lines

TEXT = "The rent is **900 euros**. The landlord owns nine horses. It ends 【1†lease.pdf】."
CITED = (citation(TEXT, "【1†lease.pdf】"),)
END = TEXT.index(" It ends")


def test_the_mark_stands_right_behind_its_statement() -> None:
    marked = mark(TEXT, CITED, 0, len(TEXT), [END])
    assert marked.index(DOUBT) == END
    assert mark(TEXT, CITED, END + 1, len(TEXT), [END]).count(DOUBT) == 0
    assert mark(TEXT, CITED, 0, len(TEXT), [0, 9999]).count(DOUBT) == 0


def test_a_text_cannot_bring_the_mark_with_it() -> None:
    assert DOUBT not in clean(f"All is well.{DOUBT}")


def test_marks_are_kept_through_markdown() -> None:
    [block] = parse_markdown(mark(TEXT, CITED, 0, len(TEXT), [END]))
    assert "".join(run.text for run in block.runs) == (
        "The rent is 900 euros. The landlord owns nine horses.\u00a0[not found] It ends ."
    )
    assert [run.doubt for run in block.runs].count(True) == 1


def test_the_transcript_shows_marks_in_their_own_colour(transcript: WatchedTranscript) -> None:
    message = dataclasses.replace(answer("a", TEXT, citations=CITED), doubts=(END,))
    transcript.show_messages([message])
    shown = "\n".join(lines(transcript.document()))
    assert "horses.\u00a0[not found] It ends" in shown
    found = transcript.document().find("[not found]")
    assert found.charFormat().foreground().color().name() == "#b3261e"


def test_code_is_copied_without_marks(transcript: WatchedTranscript) -> None:
    text = "```\nx = 1. y = 2.\n```"
    message = dataclasses.replace(answer("a", text), doubts=(text.index(" y"),))
    transcript.show_messages([message])
    targets = transcript._thread.targets._by_key
    [key] = [key for key, target in targets.items() if isinstance(target, CopyTarget)]
    transcript._activate(key)
    assert QGuiApplication.clipboard().text() == "x = 1. y = 2."


def test_the_ends_of_statements_are_those_in_the_whole_text() -> None:
    blocks = [
        {"type": "text", "text": {"value": "One.", "annotations": []}},
        {"type": "text", "text": {"value": "Two.", "annotations": [], "unsupported": [[0, 4]]}},
    ]
    message = MessageObject.model_validate(message_json(content=blocks))
    shown = chat_message(message)
    assert shown.text == "One.\n\nTwo."
    assert shown.doubts == (len(shown.text),)
    assert shown.unsupported == ("Two.",)


def test_what_was_not_found_is_listed_as_it_reads(transcript: WatchedTranscript) -> None:
    written = ("| January | **5**", "1. Pay the `rent`.", "> Nine horses.", "## A heading")
    transcript.show_messages([dataclasses.replace(answer("a1", TEXT), unsupported=written)])
    shown = lines(transcript.document())
    for text in ("January · 5", "Pay the rent.", "Nine horses.", "A heading"):
        assert f"“{text}”" in shown
