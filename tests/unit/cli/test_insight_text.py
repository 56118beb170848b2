"""Summaries on the terminal: what the program says of them is in their document's language."""

from __future__ import annotations

import pytest

from octavo.cli.insight_text import summaries_as_text
from octavo.protocol.runs import Usage
from octavo.protocol.written_summaries import WrittenPart, WrittenStatement, WrittenSummary
from octavo.session.told_files import Summarised, Told
from support.answers import file


def written(statement: str, label: str) -> Told[Summarised]:
    """Return what a model wrote of a document, in two parts, and nothing that supports it."""
    said = WrittenStatement(text=statement, supported=False, quotes=[])
    part = WrittenPart(
        title="", page=1, page_label=label, last_page=1, last_page_label=label, statements=[said]
    )
    summary = WrittenSummary(
        vector_store_id="vs_1",
        file_id="file-1",
        filename="a.pdf",
        title="",
        model="host/small",
        created_at=1,
        pages=1,
        pages_total=1,
        statements=[said],
        parts=[part, part],
        usage=Usage(prompt_tokens=9, completion_tokens=9, total_tokens=18),
    )
    one = file("/d/a.pdf", "file-1")
    return Told((one,), ((one, Summarised(summary)),))


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "Die Mieter leisten eine Sicherheit, die nach der Rückgabe der Wohnung gezahlt wird.",
            (
                "a.pdf · 1 Seite\n",
                "gezahlt wird. [im Dokument nicht gefunden]\n",
                "\nTeil für Teil\n\n  Seite A-3\n",
                "\n\n— geschrieben von host/small, mit dem Dokument verglichen\n",
            ),
        ),
        (
            "The tenants give a deposit that is paid back after they have left.",
            (
                "a.pdf · 1 page\n",
                "they have left. [not found in the document]\n",
                "\nPart by part\n\n  Page A-3\n",
                "\n\n— written by host/small, checked against the document\n",
            ),
        ),
    ],
)
def test_a_written_summary_is_told_in_its_language(
    statement: str, expected: tuple[str, ...]
) -> None:
    said = summaries_as_text(written(statement, "A-3"))
    for piece in expected:
        assert piece in said
