"""Passwords on the command line: from a file or the environment, else asked for on the terminal.

Never from an argument: others on the machine can read those, and shells keep them.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from octavo.cli.faults import printable, say
from octavo.errors import InputError
from octavo.session.beside import beside
from octavo.session.passwords import Passwords
from octavo.session.taking_in import GivenPassword

VARIABLE = "OCTAVO_PASSWORD"

HOW = f"Give the password with --password-file or in {VARIABLE}, or run this on a terminal."


def suggested(file: Path | None) -> list[str]:
    """Return the passwords to try: the lines of a file, else of the environment's variable.

    Raises:
        InputError: the file cannot be read.
    """
    if file is None:
        value = os.environ.get(VARIABLE, "")
        return [value] if value else []
    try:
        status = file.stat()
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise InputError(f"The password file “{file}” cannot be read: {reason}.") from error
    if os.name == "posix" and status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        say(f"Others may read the password file “{file}”.", f"Use: chmod 600 {file}")
    return [line for line in lines if line]


def is_interactive() -> bool:
    """Tell whether there is a person at a terminal who can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


class PasswordPrompt:
    """Asks for passwords on the terminal, without showing them.

    Args:
        passwords: Tells where they can be remembered.
        before: Called before the terminal is written to.
    """

    def __init__(self, passwords: Passwords, before: Callable[[], None]) -> None:
        self._passwords = passwords
        self._before = before

    async def ask(self, name: str, *, wrong: bool) -> GivenPassword | None:
        """Ask for the password of a file; None if the person gives none, or there is nobody."""
        if not is_interactive():
            return None
        self._before()
        if wrong:
            say("That is not the password. Press Enter alone to go on without this file.")
        question = printable(f"Password for “{name}”: ")
        with _terminal_restored():
            password = await beside(lambda: _read(question), name="password")
        if not password:
            return None
        return GivenPassword(password, remember=await self._may_remember())

    async def _may_remember(self) -> bool:
        place = await self._passwords.find_place()
        if place is None:
            return False
        answer = await beside(lambda: _answer(f"Remember it in {place}? [y/N] "), name="question")
        return answer.strip().lower() in {"y", "yes"}


def _read(question: str) -> str:
    try:
        return getpass.getpass(question, stream=sys.stderr)
    except EOFError:
        return ""


def _answer(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline()


@contextlib.contextmanager
def _terminal_restored() -> Iterator[None]:
    """Let the terminal show what is typed again, also where the question is broken off."""
    try:
        import termios  # noqa: PLC0415 - Windows has none, and needs none
    except ImportError:
        yield
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)
