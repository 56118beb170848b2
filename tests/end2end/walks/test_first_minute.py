"""The first minute: an empty window, the sample, a question of its own, the page of a citation."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from octavo.program import Program
from octavo.resources import guide
from octavo.session.state import DocumentState
from support.hands import RIGHT, choose, click, click_row, point
from support.languages import told
from support.outcomes import answered, documents, is_marked, names
from support.pdfs import make_many
from support.qt import until
from support.shots import record
from support.window import chip_places, drag, drop, pages_of, panel_of, type_question

pytestmark = pytest.mark.window


@pytest.mark.also_small
async def test_from_the_empty_window_by_the_sample_to_the_page(program: Program) -> None:
    window, panel = program.window, panel_of(program)
    empty = window.empty_state
    said = [label.text() for label in empty.findChildren(QLabel) if label.isVisible()]
    assert told("Drop PDFs here, ask, and see the page.") in said
    record(window, "first-1-empty")

    click(empty.try_guide)
    await until(lambda: names(program) == [guide().name], "the sample is in the list")
    await until(panel.suggestions.isVisible, "questions are suggested", seconds=60)
    record(window, "first-2-suggestions")
    chosen = panel.suggestions.buttons[0]
    question = chosen.whole
    click(chosen)
    await until(lambda: answered(program), "an answer", seconds=60)
    assert panel.messages[0].text == question
    assert not panel.suggestions.isVisible()
    assert panel.composer.edit.hasFocus(), "the next question can be typed"
    assert documents(program)[0].pages_done > 0

    place = chip_places(program)[0]
    point(panel.transcript, place)
    preview = panel.transcript.preview
    await until(lambda: preview.isVisible() and preview.strip.isVisible(), "the preview")
    citation = preview.citation
    assert citation is not None
    assert citation.quote.split()[0] in preview.words.text()
    record(window, "first-3-preview")
    click(panel.transcript, place)
    assert not preview.isVisible()
    view = pages_of(program)
    await until(lambda: is_marked(view.canvas), "the passage is marked on its page")
    assert view.canvas.page == citation.page
    assert view.name.text() == guide().name
    record(window, "first-4-page")


async def test_a_question_is_answered_from_the_first_pages_of_what_was_dropped(
    program: Program, tmp_path: Path
) -> None:
    window, panel = program.window, panel_of(program)
    text = "Plot {number} of the survey has clay below the sand."
    drop(window, drag(window, [make_many(tmp_path / "survey.pdf", 1500, text)]))
    await until(
        lambda: documents(program) and documents(program)[0].pages_done > 0, "the first pages"
    )
    click_row(window.sidebar.documents, 0, button=RIGHT)
    await choose(told("Pause"))
    await until(lambda: documents(program)[0].state is DocumentState.PAUSED, "it waits")
    type_question(program, "What does plot 1 of the survey have below the sand?")
    await until(lambda: answered(program), "an answer", seconds=60)
    assert panel.messages[1].citations
    assert documents(program)[0].pages_done < 1500
    text = "When this was answered, {done:,} of {total:,} pages of “{name}” had been read."
    _, of_all = told(text, done=7, total=1500, name="survey.pdf").split("7")
    assert of_all in panel.transcript.toPlainText()
    record(window, "first-5-while-reading")
    click_row(window.sidebar.documents, 0, button=RIGHT)
    await choose(told("Cancel"))
    await until(lambda: documents(program)[0].state is DocumentState.CANCELLED, "it is cancelled")
