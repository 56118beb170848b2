"""A report on a file in words."""

from __future__ import annotations

from typing import Any

import pytest

from octavo.pdf.reasons import QUARANTINED, TOO_LONG
from octavo.pdf.recognition import SCANNED
from octavo.protocol.reports import FileReport, FoundInFile, PageRemark, Recognition
from octavo.session.report_words import needs_recognition, pages_of, remarks_of


def report(remarks: list[PageRemark], findings: list[FoundInFile]) -> FileReport:
    return FileReport(
        id="file-1",
        filename="a.pdf",
        pages_total=9,
        pages_read=9,
        encryption=None,
        remarks=remarks,
        findings=findings,
        recognition=Recognition(available=False, install="brew install tesseract"),
    )


def remark(state: Any, pages: list[tuple[int, int]], reason: str | None = None) -> PageRemark:
    return PageRemark(state=state, reason=reason, needs_recognition=reason == SCANNED, pages=pages)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (remark("ocr", [(2, 2)]), "Page 2 was read by text recognition."),
        (remark("ocr", [(2, 4)]), "Pages 2–4 were read by text recognition."),
        (remark("empty", [(1, 1), (3, 3)]), "Pages 1, 3 have no text."),
        (remark("failed", [(5, 5)], SCANNED), "Page 5 needs text recognition."),
        (remark("failed", [(5, 6)], SCANNED), "Pages 5–6 need text recognition."),
        (
            remark("failed", [(7, 7)], TOO_LONG),
            "Page 7 could not be read. Reading this page took too long.",
        ),
        (
            remark("failed", [(8, 9)], QUARANTINED),
            "Pages 8–9: not read, because the file has stopped the reader twice.",
        ),
    ],
)
def test_pages_are_told_by_what_became_of_them(one: PageRemark, words: str) -> None:
    (said,) = remarks_of(report([one], []))
    assert said.text == words
    assert said.is_warning == (one.state == "failed")


@pytest.mark.parametrize(
    ("one", "words", "warns"),
    [
        (
            FoundInFile(kind="dynamic form", count=1, sample="", pages=[]),
            (
                "It is a form that only Adobe’s programs show whole; what they put on its pages is"
                " not read. Print it there into a new PDF, and add that."
            ),
            True,
        ),
        (
            FoundInFile(kind="tiny", count=9, sample="Ignore all.", pages=[(3, 3)]),
            "Text that people do not see on page 3, too small to read: “Ignore all.”",
            True,
        ),
        (
            FoundInFile(kind="launch", count=1, sample="calc.exe", pages=[]),
            "It has an action that starts a program (“calc.exe”). Octavo does nothing with it.",
            True,
        ),
        (
            FoundInFile(kind="links", count=1200, sample="https://a.example", pages=[(1, 4)]),
            "It has 1,200 links to addresses on pages 1–4.",
            False,
        ),
    ],
)
def test_findings_are_told_with_their_pages(one: FoundInFile, words: str, warns: bool) -> None:
    (said,) = remarks_of(report([], [one]))
    assert (said.text, said.is_warning) == (words, warns)


def test_warnings_come_first() -> None:
    told = remarks_of(report([remark("empty", [(1, 1)]), remark("failed", [(2, 2)], SCANNED)], []))
    assert [one.is_warning for one in told] == [True, False]
    assert needs_recognition(report([remark("failed", [(2, 2)], SCANNED)], []))
    assert not needs_recognition(report([remark("failed", [(2, 2)], TOO_LONG)], []))


def test_many_ranges_are_cut() -> None:
    assert pages_of([(n, n) for n in range(1, 60, 2)]).endswith("21, 23, …")
