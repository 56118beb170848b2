"""How the arguments of a command are read, and what is said of those that it does not know."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from octavo.cli.faults import EXIT_BAD_INPUT, say

_NO_CHOICE = re.compile(
    r"(?P<what>.*): invalid choice: ['\"](?P<word>.*)['\"] \(choose from (?P<choices>.*)\)"
)
_MISSING = re.compile(r"the following arguments are required: (?P<what>.*)")
_NO_VALUE = re.compile(r"(?P<what>.*): expected one argument")
"""What argparse says of arguments, the same in all versions of Python from 3.11 on."""


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

    def error(self, message: str) -> NoReturn:
        """End with a sentence in the place of argparse's, which begins with the whole usage.

        Raises:
            SystemExit: always, with 2.
        """
        told = _in_words(message)
        hint = "" if " --help" in told else f"{self.prog} --help tells how it is used."
        say(told if told.endswith(".") else f"{told}.", hint)
        raise SystemExit(EXIT_BAD_INPUT)

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


def _in_words(message: str) -> str:
    """Return what argparse says of a wrong argument, said in words."""
    told = message.removeprefix("argument ")
    if found := _NO_CHOICE.fullmatch(told):
        option = f"{found['what']}: " if found["what"].startswith("-") else ""
        choices = found["choices"].replace("'", "")
        return f"{option}“{found['word']}” is none of: {choices}"
    if found := _MISSING.fullmatch(told):
        return f"{found['what']} {'are' if ', ' in found['what'] else 'is'} missing"
    if found := _NO_VALUE.fullmatch(told):
        return f"{found['what']} needs a value"
    return told


def path_of(text: str) -> Path:
    """Return the path that an argument names.

    Raises:
        ArgumentTypeError: it is empty.
    """
    if not text:
        raise argparse.ArgumentTypeError("the path is empty")
    return Path(text).expanduser().absolute()
