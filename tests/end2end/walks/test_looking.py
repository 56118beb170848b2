"""Looking through documents beside asking: search, a summary, a comparison, another collection."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.program import Program
from octavo.ui.documents.name_dialog import NameDialog
from octavo.ui.insight.comparison_view import ComparisonView
from octavo.ui.insight.parts import QuoteRow
from octavo.ui.insight.summary_view import SummaryView
from octavo.ui.search.model import FOUND_ROLE
from support.hands import (
    CTRL,
    RIGHT,
    choose,
    click,
    click_row,
    dialog_of,
    is_gone,
    press,
    type_into,
    type_text,
)
from support.languages import told
from support.outcomes import all_read, answered, is_marked, names
from support.pdfs import make_pdf
from support.qt import until
from support.shots import record
from support.window import drag, drop, pages_of, panel_of, type_question

pytestmark = pytest.mark.window

LEASE = (
    "# Lease\n\nThe lease is a contract between the landlord and the tenant of the mill.",
    "# Rent\n\nThe rent of the mill is due on the third working day of each month, at noon.",
    "# Notice\n\nThe tenant may terminate the lease of the mill with three months' notice.",
)
RULES = ("# Rules\n\nThe rent of the mill may be paid in flour. Nobody may keep a goat.",)


async def test_documents_are_searched_summed_up_compared_and_asked_beside_another_collection(
    program: Program, tmp_path: Path
) -> None:
    window, panel, rows = program.window, panel_of(program), program.window.sidebar.documents
    assert program.presenter is not None
    page, box = program.presenter.insight_page, program.presenter.search_box
    canvas = pages_of(program).canvas
    lease = make_pdf(tmp_path / "lease.pdf", LEASE, title="Lease")
    rules = make_pdf(tmp_path / "rules.pdf", RULES, title="Rules")
    drop(window, drag(window, [lease, rules]))
    await all_read(program, ["lease.pdf", "rules.pdf"])

    click(window.sidebar.search)
    type_text("three months notice")
    model = box.results.model()
    await until(lambda: model.rowCount() > 1, "the page is found")
    record(window, "looking-1-search")
    assert model.index(1, 0).data(FOUND_ROLE).citation.page == 3
    click_row(box.results, 1)
    assert not box.isVisible()
    await until(lambda: canvas.page == 3 and is_marked(canvas), "the page")

    click_row(rows, names(program).index("lease.pdf"), button=RIGHT)
    await choose(told("Summary"))
    await until(lambda: isinstance(page.view, SummaryView), "the summary")
    assert page.view is not None
    quotes = page.view.findChildren(QuoteRow)
    rent = next(one for one in quotes if "third working day" in one.text.text())
    record(window, "looking-2-summary")
    click(rent.chip)
    await until(lambda: canvas.page == 2 and is_marked(canvas), "the page of its quote")
    await press(page, "Esc")
    await until(lambda: window.shows_chat, "the chat is back")

    click_row(rows, 0)
    click_row(rows, 1, keys=CTRL)
    click_row(rows, 1, button=RIGHT)
    await choose(told("Compare {n:,} documents", n=2))
    await until(lambda: isinstance(page.view, ComparisonView), "the comparison")
    view = page.view
    assert isinstance(view, ComparisonView)
    await type_into(view.question, "What is said of the rent of the mill?")
    click(view.ask)
    await until(lambda: view.columns and all(one.quotes for one in view.columns.values()), "both")
    assert {one.name.text() for one in view.columns.values()} == {"lease.pdf", "rules.pdf"}
    record(window, "looking-3-comparison")
    click(page.back)
    await until(lambda: window.shows_chat, "the chat is back")

    heading = window.sidebar.heading
    click(heading.button)
    await choose(told("New collection…"))
    dialog = await dialog_of(NameDialog)
    type_text("Geese")
    await press(dialog, "Return")
    await is_gone(dialog)
    await until(lambda: heading.name == "Geese", "the new collection")
    geese = make_pdf(tmp_path / "geese.pdf", ["The geese of the mill are fed at dawn."])
    drop(window, drag(window, [geese]))
    await all_read(program, ["geese.pdf"])
    type_question(program, "When are the geese fed?")
    await until(lambda: answered(program), "an answer", seconds=60)
    click(heading.button)
    await choose(told("This thread looks also into"), told("Documents"))
    session = program.presenter._session
    await until(lambda: session.threads.items[0].collection_id, "it does")
    type_question(program, "When may the tenant terminate the lease of the mill?")
    await until(lambda: answered(program, 2), "an answer", seconds=60)
    cited = panel.messages[-1].citations[0]
    assert (cited.filename, cited.page) == ("lease.pdf", 3)
    record(window, "looking-4-another-collection")
