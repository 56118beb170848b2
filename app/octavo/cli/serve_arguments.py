"""What may stand behind ``octavo serve``."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

MIN_TOKEN = 16
"""Characters of a server's token; fewer could be guessed."""

_HOST_NAME = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")

EPILOG = f"""\
The token is at least {MIN_TOKEN} ASCII characters long and has no spaces.

exit codes:
  0  told to stop (SIGINT, SIGTERM)        2  bad input        3  it could not be done
"""


def add_to(parser: argparse.ArgumentParser, path: Callable[[str], Path]) -> None:
    """Add the arguments to a parser.

    Args:
        parser: The parser.
        path: Reads a path.
    """
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (%(default)s)")
    parser.add_argument(
        "--port", type=_port, default=0, metavar="P", help="the port; 0, the default, takes any"
    )
    parser.add_argument(
        "--token-file",
        type=path,
        metavar="F",
        help="a file that holds the token; else OCTAVO_TOKEN, else one is made up and printed",
    )
    parser.add_argument(
        "--behind-tls",
        type=_name,
        metavar="NAME",
        help="the public name of a proxy in front that adds TLS; needed for a --host that other "
        "machines reach",
    )


def _name(text: str) -> str:
    if not _HOST_NAME.fullmatch(text):
        raise argparse.ArgumentTypeError(
            f"“{text}” is not the name of a host alone, such as octavo.example.org"
        )
    return text


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 5 or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is not a port: a number from 0 to 65535")
    return int(text)
