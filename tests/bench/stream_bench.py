"""How late a 10 ms timer of the window is while 1,000 tokens a second stream into it.

Usage: stream_bench.py [--seconds 10] [--rate 1000]

The real program in its real window asks a scripted host, which runs in a process of its own and
sends each token as an event of its own, ten of them every 10 ms. It writes the guide's sentences,
each with a passage's number, so that statements are attributed as they come. Yardstick: the same
timer in the same process before anything is asked.

Prints p50, p95 and the maximum in milliseconds (goal: p95 ≤ 10, maximum ≤ 60), how fast the host
could send, and what held the loop longest.
"""

from __future__ import annotations

import argparse
import asyncio
import dataclasses
import itertools
import re
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).parents[2] / "app")]

from PySide6.QtWidgets import QApplication  # noqa: E402

from bench.lateness_bench import Metronome, Observer, session_of  # noqa: E402
from octavo.providers.registry import Providers  # noqa: E402
from octavo.providers.settings import FILE_NAME, Provider  # noqa: E402
from octavo.resources import resource  # noqa: E402
from octavo.session.state import DocumentState  # noqa: E402
from octavo.ui import loop  # noqa: E402
from support.model_server import DONE, Seen, chunk, head, model_server  # noqa: E402
from support.qt import application, until  # noqa: E402
from support.window import open_window, panel_of, type_question  # noqa: E402

QUESTION = "How are quotes checked against their page?"
SENTENCES = (
    "Every quote is compared with the text of its page before it is shown [1]. ",
    "A citation opens its page with the passage highlighted [2]. ",
    "If the documents do not cover a question, the answer says so [3].\n\n",
)
STEP = 0.01
"""Seconds between two batches of tokens: nothing is paced more evenly than that."""
SAID = 60.0
"""Seconds that the host may take to start, and to say how fast it was when all is shown."""


async def serve(rate: int, seconds: float) -> None:
    """Say tokens at a rate; print the address, and after each answer how fast it went."""

    async def answer(writer: asyncio.StreamWriter, _: Seen) -> None:
        words = itertools.cycle(re.findall(r"\S+\s*", "".join(SENTENCES)))
        writer.write(head())
        began, sent = time.monotonic(), 0
        while sent < rate * seconds:
            due = min(int(rate * seconds), int(rate * (time.monotonic() - began + STEP)))
            for _ in range(due - sent):
                writer.write(chunk({"content": next(words)}))
            sent = due
            await writer.drain()
            await asyncio.sleep(STEP)
        writer.write(chunk(reason="stop") + DONE)
        await writer.drain()
        writer.close()
        print(f"{sent / (time.monotonic() - began):.0f}", flush=True)

    async with model_server() as server:
        server.script = [answer]
        print(server.url, flush=True)
        await asyncio.Event().wait()


async def said_by(host: asyncio.StreamReader) -> str:
    """Return the host's next line; its errors come out where ours do."""
    async with asyncio.timeout(SAID):
        line = (await host.readline()).decode().strip()
    assert line, "the host ended"
    return line


async def measure(folder: Path, rate: int, seconds: float) -> None:
    """Time the loop alone, then while tokens come."""

    async def key_of(_: str) -> str | None:
        return None

    host = await asyncio.create_subprocess_exec(
        *(sys.executable, __file__, "--serve", "--rate", str(rate), "--seconds", str(seconds)),
        stdout=asyncio.subprocess.PIPE,
    )
    assert host.stdout is not None
    try:
        url = await said_by(host.stdout)
        providers = Providers(folder / FILE_NAME, key_of)
        await providers.put(Provider(name="bench", base_url=url))
        await providers.allow("bench")
        metronome = Metronome()
        metronome.start()
        await asyncio.sleep(3)
        metronome.stop("nothing to do (yardstick)")
        async with open_window(folder, [resource("samples", "guide.pdf")]) as program:
            session = session_of(program)
            chosen = session.assistants.default
            settings = dataclasses.replace(chosen.settings, model="bench/tiny")
            await session.assistants.change(chosen.id, settings)

            def is_ready() -> bool:
                items = session.library.items(chosen.id)
                return [item.state for item in items] == [DocumentState.READY]

            await until(is_ready, "the guide is read", seconds=300)
            panel = panel_of(program)
            observer = Observer(metronome)
            metronome.start()
            type_question(program, QUESTION)
            begun = time.monotonic()
            await until(lambda: panel.composer.button.text() == "Stop", "it begins", seconds=60)
            await until(lambda: panel.composer.button.text() != "Stop", "it ends", seconds=600)
            took = time.monotonic() - begun
            metronome.stop("tokens are streaming")
            observer.stop()
            sent = await said_by(host.stdout)
            shown = len(panel.messages[-1].text.split())
            print(f"  {sent} tokens/s sent; {shown} words shown after {took:.1f} s")
            observer.print()
    finally:
        host.terminate()
        await host.wait()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rate", type=int, default=1000)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        asyncio.run(serve(given.rate, given.seconds))
        return

    async def run() -> int:
        with tempfile.TemporaryDirectory() as name:
            await measure(Path(name), given.rate, given.seconds)
        QApplication.quit()
        return 0

    loop.run(application(), run)


if __name__ == "__main__":
    main()
