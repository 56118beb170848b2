"""The command line: reads the arguments, runs a command, turns errors into words and exit codes."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from octavo.cli.arguments import Arguments, parse
from octavo.cli.faults import EXIT_BAD_INPUT, EXIT_INTERRUPTED, reported, say
from octavo.data_place import require
from octavo.errors import AppError

OpenWindow = Callable[[Sequence[Path], Path], int]
"""Opens the window with some files on a data folder; returns the exit code."""

_LOOK_THEMSELVES = frozenset({"window", "self-test", "data"})
"""Commands that say in their own way that the data folder is not there, or need none."""

_MODULES = {
    "backup": "restore",
    "compare": "insight",
    "eval": "evaluate",
    "summarise": "insight",
}
"""Where the function of a command stands, if its module is not called like it."""

_FUNCTIONS = {"eval": "evaluate"}
"""What the function of a command is called, if not like it."""


def run(argv: Sequence[str], *, open_window: OpenWindow) -> int:
    """Run the command that the arguments name.

    Args:
        argv: Arguments without the program's name.
        open_window: Opens the window; it is given from above, since only it may load Qt.

    Returns:
        The exit code: 0 done, 1 not covered by the documents (or self-test failed), 2 bad input,
        3 any other failure, 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console that lacks “ ” must not stop us
            stream.reconfigure(errors="replace")
    try:
        arguments = parse(argv)
    except SystemExit as ended:  # argparse has said why
        return int(ended.code or 0)
    except AppError as error:
        say(error.message, error.hint)
        return EXIT_BAD_INPUT
    try:
        with reported(arguments.data_dir) as outcome:
            if arguments.command not in _LOOK_THEMSELVES:
                require(arguments.data_dir)
            outcome.code = _run(arguments, open_window)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    return outcome.code


def _run(arguments: Arguments, open_window: OpenWindow) -> int:
    # each command loads its own parts only: the window, above all, must not wait for the others
    if arguments.command == "self-test":
        from octavo.cli.self_test import self_test  # noqa: PLC0415

        return self_test(arguments.result)
    if arguments.command == "window":
        from octavo.cli.window import window  # noqa: PLC0415

        return window(arguments, open_window)
    module = _MODULES.get(arguments.command, arguments.command)
    command: Callable[[Arguments], int] = getattr(
        import_module(f"octavo.cli.{module}"), _FUNCTIONS.get(arguments.command, arguments.command)
    )
    return command(arguments)
