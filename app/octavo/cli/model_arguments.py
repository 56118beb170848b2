"""What may stand behind ``octavo models``."""

from __future__ import annotations

import argparse
import dataclasses
import re

EPILOG = """\
A model of this list is fetched from the hub when you say get, and never before; add takes any
other in the GGUF format that is made to chat, from an address or from a file of your own. What is
fetched is compared with its sha256. A fetch that is interrupted (Ctrl-C) goes on when the same is
asked for again. Where the part of Octavo that runs models is missing, neither brings one here
unless told to do so --anyway.

Others put passages in order before an answer, whoever writes it: rerankers, which read each of the
best passages together with the question. get fetches one of the list; add takes any cross-encoder
in the ONNX format: a folder with model.onnx and tokenizer.json, or the ONNX file beside the other.
The first one is used at once; use NAME chooses another, and use none does without.

A model of the first kind writes answers with:
  octavo ask --provider local --model NAME FILE... "QUESTION"
All of them run on this computer alone; nothing is sent anywhere.

exit codes:
  0  done            2  bad input            3  it could not be done         130  interrupted
"""

ACTIONS = {
    "list": "show the models that are here and those that can be fetched (the default)",
    "get": "fetch one of the list: get NAME",
    "add": "take another one: add FILE, add FOLDER, or add URL",
    "use": "put passages in order with a reranker from now on: use NAME, or use none",
    "remove": "delete one, or what was fetched of it: remove NAME",
}

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclasses.dataclass(frozen=True, slots=True)
class ModelArguments:
    """What ``octavo models`` is to do.

    Args:
        action: One of ``ACTIONS``.
        what: Name, file or address; empty for ``list``.
        name: For a model that is added; empty to make one of its file's.
        sha256: What the file has to be; empty where that is not known.
        anyway: Whether a model is brought here though nothing here could run it.
        languages: Codes of the languages that a reranker has learnt, none for all; None to tell
            by its vocabulary.
    """

    action: str = "list"
    what: str = ""
    name: str = ""
    sha256: str = ""
    anyway: bool = False
    languages: tuple[str, ...] | None = None


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the arguments to a parser."""
    lines = "; ".join(f"{name}: {words}" for name, words in ACTIONS.items())
    parser.add_argument(
        "action", nargs="?", choices=ACTIONS, default="list", metavar="ACTION", help=lines
    )
    parser.add_argument("what", nargs="?", default="", metavar="NAME | FILE | FOLDER | URL")
    parser.add_argument("--name", metavar="N", default="", help="add: how to call it")
    parser.add_argument("--sha256", metavar="H", type=_sha256, help="add: what the file has to be")
    parser.add_argument(
        "--anyway",
        action="store_true",
        help="get, add: bring it here though the part of Octavo that runs models is missing",
    )
    parser.add_argument(
        "--languages",
        metavar="L,…",
        type=_languages,
        help="add: the languages that a reranker has learnt, such as en,de, or all; else told by"
        " its vocabulary",
    )
    parser.add_argument("--json", action="store_true", help="list: print JSON")


def read(parser: argparse.ArgumentParser, given: argparse.Namespace) -> ModelArguments:
    """Return what was given; ends the program with usage and reason if it makes no sense."""
    if given.action == "list" and given.what:
        parser.error(f"list takes no words, not “{given.what}”")
    if given.action != "list" and not given.what:
        needed = "FILE, FOLDER or URL" if given.action == "add" else "NAME of a model"
        parser.error(f"{given.action} needs the {needed}")
    if given.action != "add" and (given.name or given.sha256 or given.languages is not None):
        parser.error("--name, --sha256 and --languages are for add")
    if given.anyway and given.action not in {"get", "add"}:
        parser.error("--anyway is for get and add")
    return ModelArguments(
        given.action,
        given.what,
        given.name,
        given.sha256 or "",
        anyway=given.anyway,
        languages=given.languages,
    )


def _sha256(text: str) -> str:
    found = text.strip().lower()
    if not _SHA256.fullmatch(found):
        raise argparse.ArgumentTypeError(f"“{text}” is not a sha256: 64 hexadecimal digits")
    return found


def _languages(text: str) -> tuple[str, ...]:
    codes = tuple(code for code in re.split(r"[,\s]+", text.strip().lower()) if code)
    if codes == ("all",):
        return ()
    if not codes or not all(re.fullmatch("[a-z]{2}", code) for code in codes):
        raise argparse.ArgumentTypeError(
            f"“{text}” are no codes of languages, which have two letters each: en,de, or all"
        )
    return codes
