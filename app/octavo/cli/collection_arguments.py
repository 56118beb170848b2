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

A collection is searched on this computer, or at a host that speaks OpenAI's files and vector
stores. Its documents are sent there whole and kept there, so that has to be agreed to: octavo
providers allow PROVIDER files. What the host finds is shown on the page of the copy here. What is
removed here is deleted there; “host COLLECTION here” deletes everything, and works for a collection
that is gone, too.

exit codes:
  0  done            2  bad input            3  it could not be done      130  interrupted
"""

SHIPPED: Final = "octavo"
"""Names the model that comes with Octavo on the command line."""

HERE: Final = "here"
"""Names this computer where a host could be named."""

_MOST_WORDS: Final = {"list": 0, "embedder": 2, "host": 2, "hosted": 0}


@dataclasses.dataclass(frozen=True, slots=True)
class CollectionArguments:
    """What ``octavo collections`` is to do.

    Args:
        action: ``list``, ``embedder``, ``host`` or ``hosted``.
        name: Of the collection.
        embedder: PROVIDER/MODEL, ``octavo``, or empty to be told which it is.
        provider: At whose host it is searched, ``here``, or empty to be told.
        keep: Whether what lies at the host stays there.
    """

    action: str = "list"
    name: str = ""
    embedder: str = ""
    provider: str = ""
    keep: bool = False


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the arguments to a parser."""
    parser.add_argument(
        "action",
        nargs="?",
        choices=_MOST_WORDS,
        default="list",
        metavar="ACTION",
        help="list: show all collections (the default); embedder: tell what embeds one, or choose "
        "it: embedder COLLECTION [PROVIDER/MODEL | octavo]; host: tell where one is searched, or "
        "choose it: host COLLECTION [PROVIDER | here]; hosted: list all that lies at hosts",
    )
    parser.add_argument("words", nargs="*", metavar="COLLECTION [MODEL | PROVIDER]")
    parser.add_argument(
        "--keep", action="store_true", help="host … here: leave at the host what lies there"
    )


def read(parser: argparse.ArgumentParser, given: argparse.Namespace) -> CollectionArguments:
    """Return what was given; ends the program with usage and reason if it makes no sense."""
    words: list[str] = given.words
    most = _MOST_WORDS[given.action]
    if most and not words:
        parser.error(f"{given.action} needs the name of a COLLECTION")
    if len(words) > most:
        parser.error(f"{given.action} takes {most or 'no'} words, not “{' '.join(words)}”")
    name, chosen = (*words, "", "")[:2]
    if given.keep and not (given.action == "host" and chosen == HERE):
        parser.error("--keep goes with: host COLLECTION here")
    if given.action == "host":
        return CollectionArguments("host", name, provider=chosen, keep=given.keep)
    return CollectionArguments(given.action, name, embedder=chosen)
