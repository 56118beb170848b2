"""What the chat and the page view cost: ``PYTHONPATH=app:tests python tests/bench/chat_bench.py``.

Prints, per measure, the time in milliseconds and, where the loop runs meanwhile, the longest it
stood still, which is how late a 10 ms timer came. The yardstick is a bare QTextBrowser that takes
the same text by `append`.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Self

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QTextBrowser

from octavo.pdf.page import DocumentFacts
from octavo.session.state import ChatMessage, MessageState, OpenDocument
from octavo.ui.chat.filling import RENDERED
from octavo.ui.chat.panel import ChatPanel
from octavo.ui.pdf.view import PageView
from support.chat import answer, citation, question
from support.qt import application, make_loop, until

MESSAGES = 200
TOKENS = 2000
PAGES = 1000
TICK = 0.010
PARAGRAPH = (
    "The tenant may **end** the lease after *one year* with three months of notice 【1】, "
    "unless the parties have agreed on a longer term in writing, and shall pay `one` rent.\n\n"
)
ITEMS = "1. in writing\n2. in time\n3. to the landlord\n\n"
CODE = "```python\ndef notice(months: int = 3) -> str:\n    return f'{months} months'\n```\n\n"

GROWTH = 50
ENDLESS = {
    "list": "".join(f"{n}. The tenant may end it by **notice** {n}\n" for n in range(1, 1001)),
    "quote": "".join(f"> The tenant may end it by **notice** {n}\n>\n" for n in range(1, 1001)),
    "code": "```python\n" + "".join(f"rent_{n} = due({n})  # so\n" for n in range(600)),
    "table": "| a | b |\n|---|---|\n" + "".join(f"| {n} | **notice** {n} |\n" for n in range(200)),
}
"""Answers that go on and on."""


def thread(count: int) -> list[ChatMessage]:
    """Return a thread of this many messages, half of them answers with lists and code."""
    text = PARAGRAPH * 2 + ITEMS + CODE
    made: list[ChatMessage] = []
    for number in range(count // 2):
        made.append(question(f"u{number}", f"When may the tenant end the lease, {number}?"))
        made.append(answer(f"a{number}", text, citations=(citation(text, "【1】"),)))
    return made


def tokens(count: int) -> list[str]:
    """Return the tokens of a long answer."""
    words = (PARAGRAPH * 4 + ITEMS + CODE).split(" ")
    return [f"{words[number % len(words)]} " for number in range(count)]


class Lateness:
    """Watches how late a 10 ms timer comes while the loop works."""

    def __init__(self) -> None:
        self.worst = 0.0
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._watch())
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        await asyncio.sleep(TICK)
        self._task.cancel()

    async def _watch(self) -> None:
        while True:
            due = time.perf_counter() + TICK
            await asyncio.sleep(TICK)
            self.worst = max(self.worst, time.perf_counter() - due)


def timed(work: Callable[[], object]) -> float:
    """Return how long some work takes, with everything that Qt does because of it."""
    begun = time.perf_counter()
    work()
    QApplication.processEvents()
    return time.perf_counter() - begun


async def stream(
    panel: ChatPanel, pieces: list[str], *, pause: float = 0, flush: bool = False
) -> tuple[float, float]:
    """Stream an answer; return the time that it took and the longest stall, in seconds.

    With ``flush`` each piece is written and shown at once, not every 33 ms.
    """
    text = "".join(pieces)
    async with Lateness() as late:
        panel.transcript.add_message(answer("long", "", state=MessageState.STREAMING))
        begun = time.perf_counter()
        for piece in pieces:
            panel.transcript.grow_message("long", piece, ())
            if flush:
                panel.transcript.flush()
                QApplication.processEvents()
            await asyncio.sleep(pause)
        panel.transcript.change_message(answer("long", text))
        spent = time.perf_counter() - begun
    return spent, late.worst


async def opening(panel: ChatPanel, count: int) -> tuple[float, float, float]:
    """Return the times until a thread's end is shown and all is written, and the longest stall."""
    messages = thread(count)
    async with Lateness() as late:
        begun = time.perf_counter()
        panel.show_messages(messages)
        QApplication.processEvents()
        shown = time.perf_counter() - begun
        await until(lambda: not panel.transcript.is_filling, "the thread is written out")
        whole = time.perf_counter() - begun
    return shown, whole, late.worst


def endless(panel: ChatPanel, text: str) -> tuple[float, float]:
    """Let an answer grow to ``text``; return what its last growths and its end took.

    Both in seconds of the processor, with all that Qt does because of it; of the growths, by fifty
    characters each, the middle one.
    """

    def shown(change: Callable[[], object]) -> float:
        begun = time.thread_time()
        change()
        panel.transcript.flush()
        QApplication.processEvents()
        return time.thread_time() - begun

    def grow(start: int, stop: int) -> float:
        return shown(lambda: panel.transcript.grow_message("endless", text[start:stop], ()))

    panel.transcript.add_message(answer("endless", "", state=MessageState.STREAMING))
    late = len(text) - 20 * GROWTH
    for start in range(0, late, 100 * GROWTH):
        grow(start, min(late, start + 100 * GROWTH))
    spent = [grow(start, start + GROWTH) for start in range(late, len(text), GROWTH)]
    return statistics.median(spent), shown(
        lambda: panel.transcript.change_message(answer("endless", text))
    )


async def bare(pieces: list[str]) -> float:
    """Return how long a bare QTextBrowser takes for the same text, plain."""
    browser = QTextBrowser()
    browser.resize(840, 700)
    browser.show()
    for message in thread(MESSAGES):
        browser.append(message.text)
    begun = time.perf_counter()
    for piece in pieces:
        browser.insertPlainText(piece)
        QApplication.processEvents()
        await asyncio.sleep(0)
    spent = time.perf_counter() - begun
    browser.close()
    return spent


def report(name: str, milliseconds: float, note: str = "") -> None:
    """Print one line."""
    sys.stdout.write(f"{name:<58}{milliseconds:>9.1f} ms  {note}\n")


async def main() -> None:
    """Measure and print."""
    panel = ChatPanel()
    panel.resize(840, 760)
    panel.show()
    for count in (MESSAGES, 5 * MESSAGES):
        shown, whole, worst = await opening(panel, count)
        report(f"open a thread of {count} messages", 1000 * shown)
        report(
            f"  its last {min(count, RENDERED)} written out",
            1000 * whole,
            f"stall {1000 * worst:.0f} ms",
        )
    await opening(panel, MESSAGES)
    spent, worst = await stream(panel, tokens(TOKENS), flush=True)
    report(
        f"stream {TOKENS} tokens into {MESSAGES} messages, each written",
        1000 * spent,
        f"stall {1000 * worst:.0f} ms",
    )
    yardstick = await bare(tokens(TOKENS))
    report(
        "  yardstick: the same into a bare QTextBrowser",
        1000 * yardstick,
        f"ratio {spent / yardstick:.2f}",
    )
    await opening(panel, MESSAGES)
    used = time.process_time()
    _, worst = await stream(panel, tokens(300), pause=0.02)
    used = time.process_time() - used
    report("stream 300 tokens at 50 a second, CPU", 1000 * used, f"stall {1000 * worst:.0f} ms")
    await opening(panel, MESSAGES)
    for name, text in ENDLESS.items():
        await opening(panel, 2)
        grown, end = endless(panel, text)
        report(f"an endless {name}, {len(text):,} characters: growing", 1000 * grown, "CPU")
        report("  its end", 1000 * end, "CPU")
    await opening(panel, MESSAGES)
    report("widen the panel", 1000 * timed(lambda: panel.resize(700, 760)))

    view = PageView()
    view.resize(440, 800)
    view.show()
    QApplication.processEvents()
    for count in (PAGES, 10 * PAGES):
        facts = DocumentFacts(count, "", (), None, {}, ((595.0, 842.0),) * count)
        document = OpenDocument("f", "long.pdf", facts)
        spent = timed(lambda shown=document: view.show_document(shown))
        report(f"lay out and show {count} pages", 1000 * spent)
        report("  jump to the middle", 1000 * timed(lambda n=count: view.canvas.go_to(n // 2)))
    view.close()
    panel.close()


if __name__ == "__main__":
    application()
    with asyncio.Runner(loop_factory=make_loop) as runner:
        runner.run(main())
