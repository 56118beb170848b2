"""What may stand behind ``octavo collections``."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Final

EPILOG = """\
A collection is compared with a question by words and by meaning. For meanings, a model turns each
passage into a vector. It is the one that comes with Octavo, or one of a provider that speaks
/v1/embeddings: PROVIDER/MODEL, such as ollama/nomic-embed-text. All text of the collection goes
there, so that has to be agreed to: octavo providers allow PROVIDER embeddings.

The vectors of a new model are made beside those of the old one, which are compared until the last
is there. The command waits for that; interrupted, it goes on whenever Octavo is open.

exit codes:
  0  done            2  bad input            3  it could not be done      130  interrupted
"""

SHIPPED: Final = "octavo"
"""Names the model that comes with Octavo on the command line."""

_MOST_WORDS: Final = {"list": 0, "embedder": 2}


@dataclasses.dataclass(frozen=True, slots=True)
class CollectionArguments:
    """What ``octavo collections`` is to do.

    Args:
        action: ``list`` or ``embedder``.
        name: Of the collection.
        embedder: PROVIDER/MODEL, ``octavo``, or empty to be told which it is.
    """

    action: str = "list"
    name: str = ""
    embedder: str = ""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the arguments to a parser."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=_MOST_WORDS,
        default="list",
        metavar="ACTION",
        help="list: show all collections (the default); embedder: tell what embeds one, or choose "
        "it: embedder COLLECTION [PROVIDER/MODEL | octavo]",
    )
    parser.add_argument("words", nargs="*", metavar="COLLECTION [MODEL]")


def read(parser: argparse.ArgumentParser, given: argparse.Namespace) -> CollectionArguments:
    """Return what was given; ends the program with usage and reason if it makes no sense."""
    words: list[str] = given.words
    most = _MOST_WORDS[given.action]
    if most and not words:
        parser.error(f"{given.action} needs the name of a COLLECTION")
    if len(words) > most:
        parser.error(f"{given.action} takes {most or 'no'} words, not “{' '.join(words)}”")
    return CollectionArguments(given.action, *words)
