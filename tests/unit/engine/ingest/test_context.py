"""Under what each passage stands: the document, the heading above it, the header of its table."""

from __future__ import annotations

from octavo.engine.ingest.chunks import chunk_page
from octavo.engine.ingest.context import Headings
from octavo.pdf.page import DocumentFacts, Heading, OutlineEntry, PageText, Segment


def facts(*outline: OutlineEntry) -> DocumentFacts:
    return DocumentFacts(2, "The Ferry", outline, None, {}, ())


def page(number: int, clean: str, *headings: str) -> PageText:
    spans = [(clean.index(text), clean.index(text) + len(text)) for text in headings]
    return PageText(
        number,
        str(number),
        "text",
        clean,
        clean,
        (Segment(0, 0, len(clean)),),
        headings=tuple(Heading(start, end, 15.0) for start, end in spans),
    )


def contexts(headings: Headings, one: PageText, size: int = 12) -> list[str]:
    chunks = chunk_page(one, context=headings.above(one.number), size=size, overlap=0)
    return list(dict.fromkeys(chunk.context for chunk in headings.passages(one, chunks)))


SENTENCE = "This is a sentence of some ten words or so."


def test_a_passage_stands_under_the_last_heading_above_it() -> None:
    headings = Headings(facts(OutlineEntry(0, "Outline", 1)), "a.pdf")
    first = page(1, f"{SENTENCE}\nSales\n{SENTENCE}", "Sales")
    assert contexts(headings, first) == ["The Ferry · Outline", "The Ferry · Sales"]
    assert contexts(headings, page(2, SENTENCE)) == ["The Ferry · Sales"]


def test_rows_of_a_table_carry_its_header() -> None:
    rows = "\n".join(f"Region {number}\t{number}00\t{number}50" for number in range(1, 6))
    found = contexts(Headings(facts(), "a.pdf"), page(1, f"Year\t2021\t2022\n{rows}"))
    assert found[0] == "The Ferry"
    assert found[-1] == "The Ferry · Year 2021 2022"


def test_rows_on_the_next_page_carry_the_header_of_their_table() -> None:
    headings = Headings(facts(), "a.pdf")
    rows = "\n".join(f"Region {number}\t{number}00\t{number}50" for number in range(1, 6))
    contexts(headings, page(1, f"{SENTENCE}\nYear\t2021\t2022\n{rows}"))
    assert contexts(headings, page(2, rows))[-1] == "The Ferry · Year 2021 2022"
    assert contexts(headings, page(3, f"{rows}\n{SENTENCE}"))[0] == "The Ferry · Year 2021 2022"
    assert contexts(headings, page(4, rows))[-1] == "The Ferry"
    contexts(headings, page(5, f"Year\t2021\t2022\n{rows}"))
    assert contexts(headings, page(6, "One\t4 kg\nTwo\t5 kg"))[-1] == "The Ferry"


def test_a_title_that_tells_nothing_does_not_head_passages() -> None:
    nothing = DocumentFacts(2, "Microsoft Word - x.doc", (), None, {}, ())
    assert Headings(nothing, "ferry_times.pdf").above(1) == "ferry times"
    assert Headings(nothing, "3f2a9c0d1e5b7788.pdf").above(1) == ""
    found = contexts(Headings(nothing, "3f2a9c0d1e5b7788.pdf"), page(1, SENTENCE, SENTENCE[:4]))
    assert found == [SENTENCE[:4]]
