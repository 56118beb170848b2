"""Reading real PDFs through the worker process."""

from __future__ import annotations

import asyncio
import os
import traceback
from contextlib import aclosing
from pathlib import Path

import psutil
import pytest
from pypdf import PdfWriter
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

from octavo.errors import (
    NotAPdfError,
    PdfDamagedError,
    PdfEmptyError,
    PdfEncryptedError,
    PdfError,
    WorkerError,
)
from octavo.pdf.page import OutlineEntry, PageText
from octavo.pdf.page_reading import HEAD, TURN
from octavo.pdf.reader import PdfiumReader
from octavo.pdf.recognition import SCANNED, UNREADABLE
from support.pdfs import (
    damage,
    encrypt,
    lose_root,
    make_columns,
    make_lines,
    make_many,
    make_pdf,
    make_scan,
    make_table,
    turn,
)
from support.waiting import until


async def all_pages(
    reader: PdfiumReader, path: Path, password: str | None = None
) -> list[PageText]:
    facts = await reader.facts(path, password=password)
    numbers = range(1, facts.page_count + 1)
    return [page async for page in reader.pages(path, numbers, password=password)]


async def test_facts(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_pdf(
        tmp_path / "a.pdf",
        ["# One\n\nText.", "# Two\n\nText."],
        title="The\ntitle",
        author="Somebody",
        outline=[(0, "One", 1), (1, "Two", 2)],
        size=(400, 500),
    )
    facts = await reader.facts(path)
    assert facts.page_count == 2
    assert facts.title == "The title"
    assert facts.metadata["Author"] == "Somebody"
    assert facts.outline == (OutlineEntry(0, "One", 1), OutlineEntry(1, "Two", 2))
    assert facts.encryption is None
    assert facts.sizes == ((400, 500), (400, 500))


async def test_sizes_are_those_displayed(reader: PdfiumReader, tmp_path: Path) -> None:
    plain = make_pdf(tmp_path / "a.pdf", ["Text."])
    path = turn(plain, tmp_path / "b.pdf", 90, (10, 20, 210, 320))
    assert (await reader.facts(path)).sizes == ((300, 200),)


async def test_pages_whose_crop_box_lies_beside_them_are_shown_whole(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    """Names line 11 of the security list: the last ones were taken not to be there."""
    plain = make_pdf(tmp_path / "a.pdf", ["One.", "Two.", "Three."], size=(400, 500))
    writer = PdfWriter(clone_from=plain)
    for page, degrees in ((writer.pages[1], 0), (writer.pages[2], 90)):
        page.cropbox = RectangleObject((1000, 1000, 1400, 1500))
        page.rotate(degrees)
    path = tmp_path / "b.pdf"
    writer.write(path)
    (third,) = [page async for page in reader.pages(path, [3])]  # before its size is asked for
    assert third.clean == "Three."
    assert (await reader.facts(path)).sizes == ((400, 500), (400, 500), (500, 400))
    assert [page.clean for page in await all_pages(reader, path)] == ["One.", "Two.", "Three."]
    image = await reader.render(path, 3, 1.0)
    assert (image.width, image.height) == (500, 400)
    ((rect,),) = await reader.rectangles(path, 3, [third.raw_span(0, 6)])
    ((left, bottom, right, top),) = await reader.displayed(path, 3, [rect])
    assert 0 < left < right < 500
    assert 0 < bottom < top < 400


async def test_pages_come_in_the_order_asked_for(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_pdf(
        tmp_path / "a.pdf",
        ["First page.", "Second page.", "Third page."],
        labels=[(1, "r", 1, ""), (3, "D", 1, "A-")],
    )
    pages = [page async for page in reader.pages(path, [3, 1])]
    assert [(page.number, page.label, page.clean) for page in pages] == [
        (3, "A-1", "Third page."),
        (1, "i", "First page."),
    ]


async def test_a_page_without_a_label_has_its_number(reader: PdfiumReader, tmp_path: Path) -> None:
    (page,) = await all_pages(reader, make_pdf(tmp_path / "a.pdf", ["Text."]))
    assert page.label == "1"


async def test_pages_with_nothing_on_them_are_empty(reader: PdfiumReader, tmp_path: Path) -> None:
    blank = await all_pages(reader, make_pdf(tmp_path / "a.pdf", ["", "Text."]))
    assert [page.state for page in blank] == ["empty", "text"]


async def test_a_picture_of_a_page_needs_text_recognition(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    (scan,) = await all_pages(reader, make_scan(tmp_path / "b.pdf"))
    assert (scan.state, scan.reason) == ("failed", SCANNED)
    assert (scan.raw, scan.clean, scan.segments) == ("", "", ())


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Thewordsofthistextaregluedtogetherbecausetheprogramthatwroteitleftthespacesout",
        "!\"#$%&'()*+,/:;<=>?@[]^{|}~!\"#$%&'()*+,/:;<=>?@[]^{|}~",
    ],
)
async def test_a_page_that_cannot_be_read_needs_text_recognition(
    reader: PdfiumReader, tmp_path: Path, line: str
) -> None:
    path = make_lines(tmp_path / "a.pdf", [[line] * 8, ["A page that can be read."]])
    bad, good = await all_pages(reader, path)
    assert (bad.state, bad.reason) == (("failed", UNREADABLE) if line else ("empty", None))
    assert good.state == "text"


async def test_headings_are_told_by_their_size(reader: PdfiumReader, tmp_path: Path) -> None:
    text = "It was a long sentence that went on and on until the line was full and more. " * 6
    path = make_pdf(tmp_path / "a.pdf", [f"# A heading\n\n{text}\n\n# Another one\n\n{text}"])
    (page,) = await all_pages(reader, path)
    found = [page.clean[heading.start : heading.end] for heading in page.headings]
    assert found == ["A heading", "Another one"]
    assert page.headings[0].height > 17


async def test_the_second_line_of_an_item_on_a_slide_is_no_heading(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    path = tmp_path / "slide.pdf"
    canvas = Canvas(str(path), invariant=1)
    canvas.setFont("Helvetica", 22)
    canvas.drawString(40, 700, "What we promise")
    for item, y in enumerate((640, 560)):
        canvas.setFont("ZapfDingbats", 9)
        canvas.drawString(40, y, "\u25a0")
        canvas.setFont("Helvetica", 16)
        canvas.drawString(60, y, f"Freedom of kind {item}: users and makers are")
        canvas.drawString(60, y - 20, "bound by what they wrote together")
    canvas.setFont("Helvetica", 9)
    for row in range(12):
        canvas.drawString(
            40, 480 - 14 * row, "and much more in small print, which most of the words are in"
        )
    canvas.save()
    (page,) = await all_pages(reader, path)
    found = [page.clean[heading.start : heading.end] for heading in page.headings]
    assert found == ["What we promise"]


async def test_the_cells_of_a_row_stay_on_one_line_whatever_their_order(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    rows = [["Net sales of the year", "1,000", "12"], ["Costs", "900 (est.)", "15"]]
    (page,) = await all_pages(reader, make_table(tmp_path / "a.pdf", rows))
    assert page.clean.split("\n") == ["\t".join(row) for row in rows]


async def test_a_page_that_does_not_exist_is_failed(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", ["Text."])
    pages = [page async for page in reader.pages(path, [0, 1, 2])]
    assert [page.state for page in pages] == ["failed", "text", "failed"]
    with pytest.raises(PdfError, match="no page 2"):
        await reader.render(path, 2, 1.0)


async def test_paragraphs_headings_and_lists_are_parted(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    text = "It was a long sentence that went on and on until the line was full and more. " * 3
    path = make_pdf(tmp_path / "a.pdf", [f"# A heading\n\n{text}\n\n{text}\n\n• one\n• two"])
    (page,) = await all_pages(reader, path)
    assert page.clean.split("\n") == [
        "A heading",
        text.strip(),
        text.strip(),
        "• one",
        "• two",
    ]


async def test_rows_of_a_table_are_parted(reader: PdfiumReader, tmp_path: Path) -> None:
    rows = [["Year", "Sales", "Profit"], ["2021", "1,000", "12"], ["2022", "1,100", "15"]]
    (page,) = await all_pages(reader, make_table(tmp_path / "a.pdf", rows, caption="Sales"))
    assert page.clean.split("\n") == ["Sales", *("\t".join(row) for row in rows)]


async def test_columns_are_read_one_after_the_other(reader: PdfiumReader, tmp_path: Path) -> None:
    left = ["The left column has lines of", "text that end here and a", "sentence that goes on"]
    right = ["in the right column, where", "it also ends.", "And one more follows here."]
    (page,) = await all_pages(reader, make_columns(tmp_path / "a.pdf", left, right))
    assert "a sentence that goes on in the right column, where it also ends." in page.clean


async def test_hyphens_at_line_ends_follow_the_document(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    pages = [
        ["The long-term plan was a struggle."],
        ["This strug-", "gle needs a long-", "term view."],
    ]
    path = make_lines(tmp_path / "a.pdf", pages)
    _, page = await all_pages(reader, path)
    assert page.clean == "This struggle needs a long-term view."
    start, end = page.raw_span(5, 13)
    assert page.raw[start:end] == "strug\ufffegle"


@pytest.mark.parametrize(
    ("algorithm", "kind"),
    [
        ("RC4-40", "RC4-40"),
        ("RC4-128", "RC4-128"),
        ("AES-128", "AES-128"),
        ("AES-256-R5", "AES-256"),
        ("AES-256", "AES-256"),
    ],
)
async def test_a_locked_file_opens_with_its_password(
    reader: PdfiumReader, tmp_path: Path, algorithm: str, kind: str
) -> None:
    plain = make_pdf(tmp_path / "a.pdf", ["Secret text."])
    path = encrypt(plain, tmp_path / "locked.pdf", user="öffne", algorithm=algorithm)
    with pytest.raises(PdfEncryptedError, match=r"“locked\.pdf” is locked") as missing:
        await reader.facts(path)
    assert "Enter the password" in missing.value.hint  # there is nowhere to enter one
    with pytest.raises(PdfEncryptedError, match="not right") as wrong:
        await reader.facts(path, password="wrong")
    assert (missing.value.state, wrong.value.state) == ("missing", "wrong")
    with pytest.raises(PdfEncryptedError):
        await anext(reader.pages(path, [1]))
    assert (await reader.facts(path, password="öffne")).encryption == kind
    (page,) = await all_pages(reader, path, "öffne")
    assert page.clean == "Secret text."


async def test_an_owner_password_does_not_keep_anyone_from_reading(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    plain = make_pdf(tmp_path / "a.pdf", ["Open text."])
    path = encrypt(plain, tmp_path / "b.pdf", owner="owner")
    assert (await reader.facts(path)).encryption == "AES-256"
    assert [page.clean for page in await all_pages(reader, path)] == ["Open text."]
    # A password that is not needed does no harm.
    assert [page.clean for page in await all_pages(reader, path, "other")] == ["Open text."]


async def test_a_password_is_in_no_message_log_or_process_list(
    reader: PdfiumReader, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Names line 8 of the security list."""
    plain = make_pdf(tmp_path / "a.pdf", ["Secret text."])
    right, wrong = (f"{word}-{os.getpid()}" for word in ("pa55", "c0de"))
    path = encrypt(plain, tmp_path / "locked.pdf", user=right)
    caplog.set_level(0)
    with pytest.raises(PdfEncryptedError) as refused:
        await reader.facts(path, password=wrong)
    await reader.facts(path, password=right)
    said = "".join(traceback.format_exception(refused.value)) + repr(refused.value.__dict__)
    arguments = " ".join(psutil.Process(reader.pid).cmdline())
    for secret in (right, wrong):
        assert secret not in said + caplog.text + arguments


async def test_files_that_are_no_pdf_say_so(reader: PdfiumReader, tmp_path: Path) -> None:
    """Names line 10 of the security list."""
    nothing = tmp_path / "nothing.pdf"
    nothing.touch()
    other = tmp_path / "letter\u202efdp.pdf"
    other.write_bytes(b"PK\x03\x04" + bytes(5000))
    folder = tmp_path / "folder.pdf"
    folder.mkdir()
    loop = tmp_path / "loop.pdf"
    loop.symlink_to(loop)
    with pytest.raises(PdfEmptyError, match=r"“nothing\.pdf” is empty"):
        await reader.facts(nothing)
    with pytest.raises(NotAPdfError, match=r"“letter\ufffdfdp\.pdf” is not a PDF"):
        await reader.facts(other)
    with pytest.raises(NotAPdfError, match="folder"):
        await reader.facts(folder)
    for path in (loop, tmp_path / "absent.pdf", tmp_path / ("x" * 300), Path("a\0b.pdf")):
        with pytest.raises(PdfError):
            await reader.facts(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
async def test_pipes_and_devices_are_refused_without_opening_them(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    """Names line 10 of the security list."""
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(NotAPdfError, match="device or pipe"):
            await asyncio.wait_for(reader.facts(path), 10)


async def test_junk_before_the_header_is_allowed(reader: PdfiumReader, tmp_path: Path) -> None:
    plain = make_pdf(tmp_path / "a.pdf", ["Text."])
    path = tmp_path / "b.pdf"
    path.write_bytes(b"junk\n" * 100 + plain.read_bytes())
    assert [page.clean for page in await all_pages(reader, path)] == ["Text."]


async def test_a_damaged_file_says_so_and_the_next_one_opens(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    path = damage(make_pdf(tmp_path / "cut.pdf", ["Text."]))
    with pytest.raises(PdfDamagedError, match=r"“cut\.pdf” is damaged"):
        await reader.facts(path)
    with pytest.raises(PdfDamagedError):
        await anext(reader.pages(path, [1]))
    assert (await reader.facts(make_pdf(tmp_path / "b.pdf", ["Text."]))).page_count == 1


async def test_text_is_rescued_by_the_second_library(reader: PdfiumReader, tmp_path: Path) -> None:
    path = lose_root(make_many(tmp_path / "a.pdf", 2, "Rescued page {number}."))
    facts = await reader.facts(path)
    assert (facts.page_count, facts.sizes) == (2, ((595, 842), (595, 842)))
    pages = await all_pages(reader, path)
    assert [page.clean for page in pages] == ["Rescued page 1.", "Rescued page 2."]
    assert await reader.rectangles(path, 1, [(0, 5)]) == [[]]
    with pytest.raises(PdfDamagedError, match="not drawn"):
        await reader.render(path, 1, 1.0)


async def test_a_file_that_changes_is_read_anew(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", ["Before."])
    assert [page.clean for page in await all_pages(reader, path)] == ["Before."]
    make_pdf(path, ["Afterwards.", "More."])
    assert [page.clean for page in await all_pages(reader, path)] == ["Afterwards.", "More."]


async def test_a_file_may_be_deleted_while_it_is_open(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", ["Text."] * 100)
    async with aclosing(reader.pages(path, range(1, 101))) as pages:
        await anext(pages)
        path.unlink()
        with pytest.raises(PdfError, match="not there"):
            async for _ in pages:
                pass


async def test_pictures_are_bounded(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", ["Text."], size=(14_400, 14_400))
    image = await reader.render(path, 1, 10.0)
    assert image.width * image.height <= 25_000_000
    assert len(image.pixels) == image.stride * image.height
    tiny = await reader.render(path, 1, 1e-9)
    assert (tiny.width, tiny.height) == (1, 1)


async def test_closing_while_reading_raises_and_fails_no_page(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    path = make_many(tmp_path / "a.pdf", 2_000)
    states = []

    async def read() -> None:
        async for page in reader.pages(path, range(1, 2_001)):
            states.append(page.state)
            if len(states) == 20:
                await reader.aclose()

    with pytest.raises(WorkerError, match="closed"):
        await read()
    assert set(states) == {"text"}


async def test_ten_thousand_pages_are_counted_fast(reader: PdfiumReader, tmp_path: Path) -> None:
    path = make_many(tmp_path / "a.pdf", 10_000)
    await reader.facts(make_pdf(tmp_path / "b.pdf", ["Starts the process."]))
    process = psutil.Process(reader.pid)
    before = sum(process.cpu_times()[:2])
    facts = await reader.facts(path)
    assert sum(process.cpu_times()[:2]) - before < 5.0  # of work, however busy the machine is
    assert (facts.page_count, len(facts.sizes)) == (10_000, 10_000)
    numbers = [1, 5_000, 10_000]
    pages = [page async for page in reader.pages(path, numbers)]
    assert [page.clean for page in pages] == [f"Page {number} of 10000." for number in numbers]


async def test_a_long_file_is_read_by_two_processes_and_stays_in_order(tmp_path: Path) -> None:
    count = HEAD + TURN + 7  # both have their turn, the first one once more
    path = make_many(tmp_path / "long.pdf", count)
    reader = PdfiumReader()
    before = {child.pid for child in psutil.Process().children()}
    try:
        numbers = range(1, count + 1)
        pages = [page async for page in reader.pages(path, numbers)]
        children = {child.pid for child in psutil.Process().children()} - before
    finally:
        await reader.aclose()
    assert [page.number for page in pages] == list(numbers)
    assert all(page.state == "text" for page in pages)
    assert len({page.clean for page in pages}) == count
    assert len(children) == min(2, os.cpu_count() or 1)


@pytest.mark.skipif((os.cpu_count() or 1) == 1, reason="there is one process only")
async def test_the_second_process_is_started_when_a_file_turns_out_to_be_long(
    tmp_path: Path,
) -> None:
    reader = PdfiumReader()
    before = {child.pid for child in psutil.Process().children()}

    def processes() -> int:
        return len({child.pid for child in psutil.Process().children()} - before)

    try:
        assert processes() == 0
        reader.warm()
        await until(lambda: processes() == 1, "the process")
        await reader.facts(make_pdf(tmp_path / "short.pdf", ["One page."]))
        assert processes() == 1
        await reader.facts(make_many(tmp_path / "long.pdf", HEAD + TURN))
        await until(lambda: processes() == 2, "the second process")
    finally:
        await reader.aclose()


async def test_leaving_a_long_file_early_stops_both_processes(tmp_path: Path) -> None:
    path = make_many(tmp_path / "long.pdf", (HEAD + TURN))
    before = len(asyncio.all_tasks())
    reader = PdfiumReader()
    try:
        async with aclosing(reader.pages(path, range(1, (HEAD + TURN) + 1))) as pages:
            assert (await anext(pages)).number == 1
        assert len(asyncio.all_tasks()) == before
        # both are ready for the next file
        again = [page.number async for page in reader.pages(path, range(1, (HEAD + TURN) + 1))]
        assert again == list(range(1, (HEAD + TURN) + 1))
    finally:
        await reader.aclose()


async def test_an_error_of_the_second_process_comes_behind_the_pages_before_it(
    tmp_path: Path,
) -> None:
    path = make_many(tmp_path / "long.pdf", (HEAD + 2 * TURN))
    reader = PdfiumReader()
    got: list[int] = []

    async def read() -> None:
        async with aclosing(reader.pages(path, range(1, (HEAD + 2 * TURN) + 1))) as pages:
            async for page in pages:
                got.append(page.number)  # noqa: PERF401 - what came before the error counts

    try:
        await reader._second.aclose()  # its error is there before the first page is
        with pytest.raises(WorkerError):
            await read()
    finally:
        await reader.aclose()
    assert got == list(range(1, HEAD + 1))


async def test_a_file_does_not_wait_for_the_page_of_one_that_was_left(
    reader: PdfiumReader, tmp_path: Path
) -> None:
    large = make_many(tmp_path / "large.pdf", 200)
    small = make_pdf(tmp_path / "small.pdf", ["A page."])
    async with aclosing(reader.pages(large, range(1, 201))) as pages:
        await anext(pages)
        assert reader.pid is not None
        busy = psutil.Process(reader.pid)
        busy.suspend()  # as if it were at a page that takes long
    try:
        assert (await reader.facts(small)).page_count == 1
        assert [page.clean async for page in reader.pages(small, [1])] == ["A page."]
    finally:
        busy.resume()
    rest = [page.number async for page in reader.pages(large, range(2, 201))]
    assert rest == list(range(2, 201))
    assert reader.pid == busy.pid
