"""Printers are asked for in a process of their own: a network that is silent holds up nobody."""

from __future__ import annotations

import asyncio
import ctypes.util
from contextlib import suppress

import pytest

from octavo.ui.printing.choice import FoundPrinters
from octavo.ui.printing.dialog import PrintDialog
from octavo.ui.printing.finding import ProcessPrinterFinder
from support.qt import until


@pytest.mark.skipif(ctypes.util.find_library("cups") is None, reason="printers are CUPS's here")
async def test_the_loop_goes_on_while_printers_do_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = asyncio.Event()

    async def stay_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.set()
        with suppress(ConnectionError):
            await reader.read()
        writer.close()

    async with await asyncio.start_server(stay_silent, "127.0.0.1") as server:
        port = server.sockets[0].getsockname()[1]
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{port}")
        finder = ProcessPrinterFinder(within=60.0)
        try:
            finding = asyncio.ensure_future(finder.find())
            # the loop, which answers here too, is not waiting for what it waits for
            await until(asked.is_set, "CUPS is asked", seconds=30)
            assert not finding.done()
            finding.cancel()
            await asyncio.wait([finding])
        finally:
            await finder.aclose()


async def test_printers_that_do_not_answer_are_given_up() -> None:
    finder = ProcessPrinterFinder(within=0.1, target="support.worker_toys:silent_printers")
    try:
        assert await finder.find() == FoundPrinters((), answered=False)
    finally:
        await finder.aclose()


def test_the_dialog_tells_no_printers_from_silent_ones() -> None:
    for answered, words in ((True, "No printer is set up"), (False, "did not answer")):
        dialog = PrintDialog(None, FoundPrinters((), answered=answered), None)
        try:
            assert words in dialog.why_none
            assert dialog.print_button.isEnabled()
            assert not dialog.pages.isVisibleTo(dialog)
            assert not dialog.outside_button.isVisibleTo(dialog)
        finally:
            dialog.deleteLater()
