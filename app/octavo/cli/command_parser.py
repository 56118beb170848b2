"""How the arguments of a command are read, and what is said of those that it does not know."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn


class CommandParser(argparse.ArgumentParser):
    """Reads the arguments of a command; all have ``--data-dir``.

    Args:
        prog: The command as it is typed.
        description: What it does, in a sentence.
        epilog: What its help says below the arguments.
    """

    def __init__(self, prog: str, description: str, epilog: str | None = None) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self.add_argument(
            "--data-dir", metavar="D", type=path_of, help="the folder that holds Octavo's data"
        )

    def read(self, argv: Sequence[str]) -> argparse.Namespace:
        """Return the arguments; options may stand anywhere among the others.

        Raises:
            SystemExit: they were wrong (2), or help was asked for (0).
        """
        given, unknown = self.parse_known_intermixed_args(argv)
        if unknown:
            self.refuse(unknown[0], "lists the options")
        return given

    def refuse(self, word: str, help_does: str) -> NoReturn:
        """End with words about an argument that the command does not know.

        Args:
            word: The argument. What stands behind a ``=`` is not repeated: it may be a secret.
            help_does: What the help does about it.

        Raises:
            SystemExit: always, with 2.
        """
        if word.startswith("-"):
            option = word.partition("=")[0]
            self.error(f"unknown option {option}: {self.prog} --help {help_does}")
        self.error(f"“{word}” is one too many: {self.prog} --help tells what may stand there")


def path_of(text: str) -> Path:
    """Return the path that an argument names.

    Raises:
        ArgumentTypeError: it is empty.
    """
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text).expanduser().absolute()
