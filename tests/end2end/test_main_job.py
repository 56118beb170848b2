"""The main job: drop PDFs on the window, ask, click the citation, see the page."""

import os
import socket

import psutil
import pypdfium2 as pdfium
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QGuiApplication

from octavo.session.state import DocumentState
from octavo.ui import theme
from octavo.ui.documents import dropping
from octavo.ui.documents.words import state_line
from octavo.ui.theme import Scheme
from support.outcomes import answered, colours, is_marked
from support.pdfs import make_pdf
from support.qt import until
from support.shots import record
from support.window import (
    click_chip,
    drag,
    drop,
    open_window,
    pages_of,
    panel_of,
    shoot,
    type_question,
)

pytestmark = pytest.mark.window

COVER = """# Lease of the flat in Linden Street

The Landlord lets the flat on the second floor, with cellar and bicycle stand, to the Tenant. The
rent is due on the third working day."""
TERM = """# 7 Term and termination

The term begins on 1 March 2021 and runs for five years, unless it ends earlier under this section.

The Tenant may terminate this Lease at any time after the first anniversary by giving three months'
written notice. Notice is given on the day on which it reaches the Landlord."""
DEPOSIT = """# 9 Deposit

The deposit is returned within six weeks, with interest at the savings rate published by the
central bank, less amounts that are due."""
LEASE = tuple(" ".join(text.split("\n")).replace("  ", "\n\n") for text in (COVER, TERM, DEPOSIT))
NOTICE = "The Tenant may terminate this Lease at any time after the first anniversary"


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
async def test_from_the_drop_to_the_page(tmp_path, scheme):
    lease = make_pdf(tmp_path / "lease.pdf", LEASE, title="Lease")
    survey = make_pdf(tmp_path / "survey.pdf", ("# Survey\n\nThe roof was renewed in 2015.",))
    notes = tmp_path / "notes.pdf"
    notes.write_text("These are not the bytes of a PDF.")

    async with open_window(tmp_path / "data", scheme=scheme) as program:
        # dev.py lets it run on a real X display too
        assert QGuiApplication.platformName() == os.environ["QT_QPA_PLATFORM"]
        window = program.window
        documents = window.sidebar.documents_model
        assert not window.shows_chat

        mime = drag(window, [lease, survey, notes])
        assert window.drop_area.overlay.isVisible()
        assert window.drop_area.overlay.accessibleName() == "Add 3 PDFs to Documents"
        await until(lambda: _target_share(window) > 0.3, "the target has faded in")
        record(window, f"main-{scheme.value}-drop")
        drop(window, mime)

        assert not window.drop_area.overlay.isVisible()
        await until(lambda: documents.rowCount() == 3, "three rows", seconds=5)
        await until(
            lambda: _states(documents) == ["ready", "ready", "failed"], "all read", seconds=60
        )
        failed = documents.data(documents.index(2), 0x100)
        assert state_line(failed) == "is not a PDF"

        type_question(program, "When may the tenant terminate the lease?")
        panel = panel_of(program)
        await until(lambda: answered(program), "an answer", seconds=60)
        citation = panel.messages[-1].citations[0]
        assert (citation.filename, citation.page, citation.verified) == ("lease.pdf", 2, True)
        assert citation.quote.startswith(NOTICE)
        assert window.shows_chat
        assert window.header.title == "When may the tenant terminate the lease?"

        await click_chip(program)
        view = pages_of(program)
        canvas = view.canvas
        await until(lambda: canvas.marks and canvas.page == 2, "the page with its mark", seconds=30)
        await until(lambda: is_marked(canvas), "the page's image", seconds=30)
        assert window.shows_page_view
        assert view.name.text() == "lease.pdf"
        _assert_rects_on_text(lease, citation)

        record(window, f"main-{scheme.value}-page")


async def test_nobody_listens_on_any_socket_during_the_main_job(tmp_path):
    """Security 9: the desktop program and all its processes, looked at again and again."""
    lease = make_pdf(tmp_path / "lease.pdf", LEASE)
    workers = set()
    looks = 0

    def look():
        nonlocal looks
        looks += 1
        found, listening = _sockets_that_listen()
        workers.update(found)
        assert listening == []

    async with open_window(tmp_path / "data") as program:
        look()
        window = program.window
        documents = window.sidebar.documents_model
        drop(window, drag(window, [lease]))
        await until(lambda: look() or _states(documents) == ["ready"], "all read", seconds=60)
        type_question(program, "When may the tenant terminate the lease?")
        await until(lambda: look() or answered(program), "an answer", seconds=60)
        await click_chip(program)
        canvas = pages_of(program).canvas
        await until(lambda: look() or is_marked(canvas), "the page's image", seconds=30)
    look()
    assert len(workers) >= 3, "the reader, the viewer and the embedder have been looked at"
    assert looks > 10
    # and the look sees a socket that listens
    with socket.create_server(("127.0.0.1", 0)):
        assert len(_sockets_that_listen()[1]) == 1


def _sockets_that_listen():
    """Return this process's children, and what they or it listen on."""
    me = psutil.Process()
    children = me.children(recursive=True)
    listening = []
    for process in (me, *children):
        try:
            connections = process.net_connections(kind="all")
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            continue
        # Datagram sockets have no state; whoever has bound one can be reached as well.
        listening += [
            (process.pid, found)
            for found in connections
            if found.status == psutil.CONN_LISTEN
            or (found.type == socket.SOCK_DGRAM and found.laddr and not found.raddr)
        ]
    return {child.pid for child in children}, listening


async def test_threads_and_documents_are_there_after_a_restart(tmp_path):
    lease = make_pdf(tmp_path / "lease.pdf", LEASE)
    async with open_window(tmp_path / "data", [lease]) as program:
        documents = program.window.sidebar.documents_model
        await until(lambda: _states(documents) == ["ready"], "the document is read", seconds=60)
        type_question(program, "When is the deposit returned?")
        panel = panel_of(program)
        await until(lambda: answered(program), "an answer", seconds=60)
        before = panel.messages

    async with open_window(tmp_path / "data") as program:
        assert program.window.header.title == "When is the deposit returned?"
        assert _states(program.window.sidebar.documents_model) == [DocumentState.READY]
        assert [m.text for m in panel_of(program).messages] == [m.text for m in before]
        await click_chip(program)
        canvas = pages_of(program).canvas
        await until(lambda: is_marked(canvas), "its passage, marked")


def _target_share(window):
    """Return how much of the left edge of the target for drops is drawn; it is dashed."""
    left = window.drop_area.overlay.middle.x() - dropping._TARGET_WIDTH // 2
    edge = QRect(left - 1, window.drop_area.overlay.middle.y() - 40, 2, 80)
    accent = QColor(theme.current().accent)
    shown = colours(shoot(window), edge)
    return sum(color == accent for color in shown) / len(shown)


def _states(documents):
    items = [documents.data(documents.index(row), 0x100) for row in range(documents.rowCount())]
    return [item.state for item in items]


def _assert_rects_on_text(path, citation):
    """The rectangles must hold the quote, by PDFium's own reading of the page."""
    with pdfium.PdfDocument(path) as document:
        page = document[citation.page - 1]
        text = page.get_textpage()
        held = " ".join(text.get_text_bounded(*rect) for rect in citation.rects)
        text.close()
        page.close()
    assert " ".join(held.split()) == " ".join(citation.quote.split())
