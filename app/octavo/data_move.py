"""Moving the data while the window shows how far it is and offers to stop it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

from octavo.ui.main_window import MainWindow
from octavo.words import say


async def move_shown(
    window: MainWindow, source: Path, target: Path, on_moved: Callable[[Path], None]
) -> str:
    """Move the data of a window that has let go of it; return in words what became of it.

    When the waiting is cancelled, the move is stopped first: nothing goes on behind a window that
    is gone.

    Args:
        window: Shows it.
        source: The data folder.
        target: The new one.
        on_moved: Told of the new folder as soon as it is the one that counts.

    Raises:
        AppError: the data is where it was.
    """
    from octavo.moving import Moved, move  # noqa: PLC0415 - the window need not wait for it

    loop = asyncio.get_running_loop()
    stop = threading.Event()
    page = window.start_page
    told = -1

    def tell(done: int, total: int) -> None:
        nonlocal told
        percent = 100 * done // max(1, total)
        if percent != told:  # the loop has other work, too
            told = percent
            loop.call_soon_threadsafe(show, done / max(1, total))

    def show(share: float) -> None:
        words = say("Copying: {share:.0%}", share=share * 2)
        if share >= 0.5:
            words = say("Comparing: {share:.0%}", share=share * 2 - 1)
        page.show_share(share, words)

    def run() -> Moved:
        return move(source, target, tell, stop)

    window.show_progress(
        say("Moving everything"),
        say("From “{source}” to “{target}”.", source=source, target=target),
    )
    page.cancel_asked.connect(stop.set)
    moving = asyncio.create_task(asyncio.to_thread(run), name="move the data")
    try:
        await asyncio.wait({moving})
    finally:
        stop.set()
        await asyncio.wait({moving})
        page.cancel_asked.disconnect(stop.set)
        if not moving.cancelled() and moving.exception() is None:
            on_moved(target)
    return moving.result().words
