"""What is done with all data while nothing is open on it: going back, restoring, moving.

The window asks for it; the program lets go of the data first, and opens it again afterwards.
"""

# ruff: noqa: PLC0415 - what is heavy is imported when it is needed
from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

from octavo.data_place import DataFolderMissingError, data_place, forget, remember
from octavo.errors import AppError
from octavo.portable import make_portable, portable_data
from octavo.session.state import Problem
from octavo.ui.log_file import LogFile
from octavo.ui.main_window import MainWindow
from octavo.ui.problems import Trouble, trouble_of
from octavo.ui.settings import WindowSettings
from octavo.window_lock import WindowLock
from octavo.words import say


class DataChanges:
    """Keeps what the person wants done, does it, and knows where the data is then.

    Args:
        window: Says what became of it.
        settings: Go along when the data is moved, as does the log file.
        log: The log file.
        data_dir: The data folder.
        on_moved: Told of another data folder.
        again: Set when something is wanted: the data is to be let go of.

    Attributes:
        data_dir: The data folder now.
        goes_back: Whether the data of before an upgrade is wanted.
        last_error: Why the data could not be opened the last time.
    """

    def __init__(
        self,
        window: MainWindow,
        settings: WindowSettings,
        log: LogFile,
        data_dir: Path,
        on_moved: Callable[[Path], None],
        again: asyncio.Event,
    ) -> None:
        self.data_dir = data_dir
        self.goes_back = False
        self.last_error: Exception | None = None
        self._window = window
        self._settings = settings
        self._log_file = log
        self._on_moved = on_moved
        self._again = again
        self._restores: Path | None = None
        self._moves: Path | None = None
        self._makes_portable = False
        self._uses: Path | None = None
        self._lasts: Path | None = None
        self._lock = WindowLock(None)

    def restore(self, path: Path) -> None:
        """Want a backup to take the place of the data."""
        self._restores = path
        self._again.set()

    def move(self, target: Path) -> None:
        """Want the data to be in another folder."""
        self._moves, self._makes_portable = target, False
        self._again.set()

    def make_portable(self, target: Path) -> None:
        """Want the data to be beside the program, in this folder, and to be looked for there."""
        self._moves, self._makes_portable = target, True
        self._again.set()

    def use(self, folder: Path) -> None:
        """Want to work with the data in another folder."""
        self._uses = folder
        self._again.set()

    def look_in(self, folder: Path, *, lasting: bool = False) -> None:
        """Look for the data in another folder: it was not where it was looked for.

        Args:
            folder: The other one.
            lasting: Whether later starts are to look there too, once the data is there.
        """
        self.data_dir = folder
        self._lasts = folder if lasting else None
        self.last_error = None
        self._again.set()

    async def keep_place(self) -> None:
        """Let later starts look where the data is by now, if the person wants that.

        Raises:
            FileWriteError: it cannot be noted.
        """
        folder, self._lasts = self._lasts, None
        if folder is not None and folder == self.data_dir:
            await asyncio.to_thread(remember, folder)

    def close(self) -> None:
        """Let another window open on the folder that the data was moved to."""
        self._lock.release()

    async def do_all(self) -> None:
        """Do what is wanted, and say so.

        Raises:
            AppError: going back or restoring cannot be done; the data is as it was.
        """
        if self.goes_back:
            await self._go_back()
        if self._restores is not None:
            await self._restore(self._restores)
        if self._moves is not None:
            await self._move(self._moves)
        if self._uses is not None:
            await self._take(self._uses)

    async def find(self) -> None:
        """Make sure that the data is where it is looked for.

        Raises:
            DataFolderError: it is not there, or only a part of it.
        """
        from octavo.moving import finish_move

        if isinstance(self.last_error, DataFolderMissingError):
            # the person may have said meanwhile where it is
            self.data_dir = (await asyncio.to_thread(data_place)).folder
        await asyncio.to_thread(finish_move, self.data_dir)
        if self._settings.data_dir != self.data_dir:
            self._use(self.data_dir)
            self._log_file.open(self.data_dir)

    async def _go_back(self) -> None:
        from octavo.going_back import go_back

        self.goes_back = False
        went = await asyncio.to_thread(go_back, self.data_dir)
        self._tell(say("The data of before the upgrade"), went.words)

    async def _restore(self, path: Path) -> None:
        from octavo.backup import restore

        self._restores = None
        done = await asyncio.to_thread(restore, self.data_dir, path)
        self._tell(say("The backup is restored"), done.words)

    async def _take(self, folder: Path) -> None:
        from octavo.moving import use

        self._uses = None
        self._settings.save()
        await asyncio.to_thread(use, folder)
        self.data_dir = folder

    async def _move(self, target: Path) -> None:
        """Move the data; it stays where it was if it cannot be."""
        self._moves = None
        self._settings.save()
        self._log_file.close()
        words = ""
        try:
            words = await self._move_shown(target)
            if self._makes_portable:
                await asyncio.to_thread(_make_portable)
        except AppError as error:
            problem = trouble_of(error).problem
            self._window.show_trouble(Trouble(_half_done(words, problem) if words else problem))
        else:
            portable = say("Octavo is portable now")
            self._tell(portable if self._makes_portable else say("The data was moved"), words)
        finally:
            self._log_file.open(self.data_dir)

    async def _move_shown(self, target: Path) -> str:
        """Show how far the move is, and offer to stop it; return what became of it.

        When the waiting is cancelled, the move is stopped first: nothing goes on behind a window
        that is gone.
        """
        from octavo.moving import Moved, move

        loop = asyncio.get_running_loop()
        source, stop = self.data_dir, threading.Event()
        page = self._window.start_page
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

        self._window.show_progress(
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
                self._use(target)
        return moving.result().words

    def _use(self, data_dir: Path) -> None:
        """Work with another data folder from now on, as its only window."""
        self.data_dir = data_dir
        self._settings.use(data_dir)
        self._lock.release()
        self._lock = WindowLock.take(data_dir) or WindowLock(None)
        self._on_moved(data_dir)

    def _tell(self, title: str, words: str) -> None:
        self._window.show_trouble(Trouble(Problem(title, words), is_news=True))


def _half_done(words: str, problem: Problem) -> Problem:
    """Return what to say of data that was moved, where what was to follow was not done.

    Args:
        words: What became of the data.
        problem: Why the program is not portable, or why a note of before is still there.
    """
    if portable_data() is None:
        title = say("The data was moved, but Octavo is not portable")
        rest = say("Until it is portable, each start finds the data where it is now.")
    else:
        title = say("Octavo is portable, but a note of where the data was is left")
        rest = say("Delete that file: it is of no use any more.")
    hint = " ".join(part for part in (problem.hint, rest) if part)
    return Problem(title, f"{words} {problem.message}", hint)


def _make_portable() -> None:
    """Have later starts find the data beside the program, and nothing of it elsewhere."""
    make_portable()
    forget()
