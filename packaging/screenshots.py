"""Makes the pictures of the README: the real window, the guide, a question, its citation clicked.

Usage: python packaging/screenshots.py, in the environment that ``packaging/dev.py`` makes. It does
what the end-to-end test does, with the hands of ``tests/support/window.py``, and writes
``resources/screenshots/light.png`` and ``dark.png``, 1280 × 800 each.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "tests")]

from octavo.program import Program  # noqa: E402
from octavo.resources import resource  # noqa: E402
from octavo.session.state import DocumentState, MessageState  # noqa: E402
from octavo.ui import loop  # noqa: E402
from octavo.ui.documents.model import ITEM_ROLE  # noqa: E402
from octavo.ui.theme import Scheme  # noqa: E402
from support.qt import (  # type: ignore[import-not-found]  # noqa: E402 - see the path above
    application,
    until,
)
from support.window import (  # type: ignore[import-not-found]  # noqa: E402
    click_chip,
    drag,
    drop,
    open_window,
    pages_of,
    panel_of,
    shoot,
    type_question,
)

OUT = ROOT / "resources" / "screenshots"
QUESTIONS = ("How large may a PDF file be?", "Are scripts inside a PDF run?")


async def main() -> int:
    """Take one picture per palette."""
    OUT.mkdir(parents=True, exist_ok=True)
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        with tempfile.TemporaryDirectory() as folder:
            async with open_window(Path(folder) / "data", scheme=scheme) as program:
                program.frame.resize(1280, 800)
                await picture(program, OUT / f"{scheme.value}.png")
    return 0


async def picture(program: Program, path: Path) -> None:
    """Add the guide, ask, open the first citation, and keep what the window looks like."""
    window = program.window
    drop(window, drag(window, [resource("samples", "guide.pdf")]))
    documents = window.sidebar.documents_model
    await until(
        lambda: (
            documents.rowCount() == 1
            and documents.index(0).data(ITEM_ROLE).state is DocumentState.READY
        ),
        "the guide is read",
        seconds=60,
    )
    for question in QUESTIONS:
        window.sidebar.new_thread.click()
        await until(lambda: not panel_of(program).messages, "a new thread")
        type_question(program, question)
        await until(lambda: answered(program), "an answer", seconds=60)
    await click_chip(program)
    canvas = pages_of(program).canvas
    await until(lambda: canvas.marks, "the marked passage", seconds=30)
    await still(program)
    shoot(window).save(str(path))
    print(path)


async def still(program: Program) -> None:
    """Wait until the window looks the same twice: the pages in view are drawn by then."""
    before, now = None, shoot(program.window)
    while now != before:
        await asyncio.sleep(0.7)
        before, now = now, shoot(program.window)


def answered(program: Program) -> bool:
    """Tell whether the last question has its answer."""
    messages = panel_of(program).messages
    return len(messages) == 2 and messages[-1].state is MessageState.COMPLETED


if __name__ == "__main__":
    sys.exit(loop.run(application(), main))
