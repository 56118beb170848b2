"""What may stand behind ``octavo`` on the command line."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Sequence
from pathlib import Path

import octavo
from octavo.cli import (
    collection_arguments,
    epilogs,
    eval_arguments,
    model_arguments,
    provider_arguments,
    serve_arguments,
)
from octavo.cli.collection_arguments import CollectionArguments
from octavo.cli.command_parser import CommandParser, path_of
from octavo.cli.mistyped import may_be_command, what_instead
from octavo.cli.model_arguments import ModelArguments
from octavo.cli.provider_arguments import ProviderArguments
from octavo.data_place import data_place

COMMANDS = (
    "ask",
    "summarise",
    "compare",
    "serve",
    "eval",
    "providers",
    "models",
    "collections",
    "backup",
    "restore",
    "data",
)


@dataclasses.dataclass(frozen=True, slots=True)
class Arguments:
    """A command with what it needs.

    Args:
        command: ``window``, ``self-test``, or one of ``COMMANDS``.
        data_dir: The data folder.
        data_dir_chosen: Whether it was named on the command line.
        words: Files and the question (ask, compare), files (summarise, window), a backup, or what
            is to be done with the data folder and another one.
        json: Whether the answer, or the figures, are wanted as JSON.
        explain: Whether the passages that were found are wanted with the answer.
        host, port: Where to serve; port 0 means any that is free.
        token_file: Holds the token of the server.
        behind_tls: The public name of a proxy that adds TLS.
        result: Where the self-test writes its result, None for the terminal alone.
        questions, pdfs: The file of questions and the folder of PDFs that are measured.
        shared_store: Whether all PDFs are asked at once.
        compare: Whether pages are found in plain ways, too.
        reranker: Which puts passages in order; empty for the one in use.
        sample: How many of the questions are asked; None for all.
        password_file: Holds passwords of locked PDFs.
        provider, model: What writes (ask, summarise, eval); without a provider it is quotes.
        providers: What is to be done about providers.
        embedder: What makes the vectors (ask); empty for the model that comes with Octavo.
        wait: Whether the meaning of all passages is waited for (ask), however many there are.
        models: What is to be done about models on this computer.
        collections: What is to be done about collections.
    """

    command: str
    data_dir: Path
    data_dir_chosen: bool = False
    words: tuple[str, ...] = ()
    json: bool = False
    explain: bool = False
    host: str = "127.0.0.1"
    port: int = 0
    token_file: Path | None = None
    behind_tls: str | None = None
    result: Path | None = None
    questions: Path | None = None
    pdfs: Path | None = None
    shared_store: bool = False
    compare: bool = False
    reranker: str = ""
    sample: int | None = None
    password_file: Path | None = None
    provider: str = ""
    model: str = ""
    providers: ProviderArguments | None = None
    embedder: str = ""
    wait: bool = False
    models: ModelArguments | None = None
    collections: CollectionArguments | None = None


def parse(argv: Sequence[str]) -> Arguments:
    """Read the arguments; ``--data-dir`` may stand before the command or behind it.

    Raises:
        SystemExit: they were wrong (2), or help or the version was asked for (0).
        DataFolderError: nobody names the data folder, and where it is cannot be read.
    """
    before = _data_dirs_before_command(argv)
    rest = argv[before:]
    if not rest or rest[0] not in COMMANDS:
        return _window(argv)
    read = {
        "ask": _ask,
        "summarise": _summarise,
        "compare": _compare,
        "serve": _serve,
        "eval": _eval,
        "providers": _providers,
        "backup": _backup,
        "restore": _restore,
        "models": _models,
        "data": _data,
        "collections": _collections,
    }[rest[0]]
    return read([*argv[:before], *rest[1:]])


def _data_dirs_before_command(argv: Sequence[str]) -> int:
    """Return how many of the first words are ``--data-dir`` and its folders."""
    place = 0
    while place < len(argv) and argv[place].partition("=")[0] == "--data-dir":
        place += 1 if "=" in argv[place] else 2
    return place


def _common(given: argparse.Namespace) -> tuple[Path, bool]:
    chosen: Path | None = given.data_dir
    return (data_place().folder, False) if chosen is None else (chosen, True)


def _ask(argv: Sequence[str]) -> Arguments:
    parser = CommandParser(
        "octavo ask",
        "Answer a question from PDFs, with file and page of each quote.",
        epilogs.ASK,
    )
    parser.add_argument(
        "--explain", action="store_true", help="print the passages that were found, and why"
    )
    parser.add_argument(
        "--provider", metavar="P", default="", help="have a model of this provider write the answer"
    )
    parser.add_argument(
        "--model", metavar="M", default="", help="which one; not needed if it has only one"
    )
    parser.add_argument(
        "--embedder",
        metavar="P/M",
        default="",
        help="compare meanings by this model of a provider; all text of the files goes there",
    )
    parser.add_argument(
        "--wait",
        action="store_true",
        help="of long documents, too, wait until the meaning of all passages is known",
    )
    parser.add_argument("words", nargs="*", metavar='FILE... "QUESTION"')
    return _about_files("ask", parser, argv)


def _summarise(argv: Sequence[str]) -> Arguments:
    parser = CommandParser(
        "octavo summarise", "Say what PDFs say, in their own sentences.", epilogs.SUMMARISE
    )
    parser.add_argument(
        "--provider", metavar="P", default="", help="have a model of this provider write it"
    )
    parser.add_argument(
        "--model", metavar="M", default="", help="which one; not needed if it has only one"
    )
    parser.add_argument("words", nargs="+", metavar="FILE")
    return _about_files("summarise", parser, argv)


def _compare(argv: Sequence[str]) -> Arguments:
    parser = CommandParser(
        "octavo compare", "Put the same question to each of some PDFs.", epilogs.COMPARE
    )
    parser.add_argument("words", nargs="*", metavar='FILE... "QUESTION"')
    return _about_files("compare", parser, argv)


def _about_files(command: str, parser: CommandParser, argv: Sequence[str]) -> Arguments:
    """Read the arguments of a command that reads files and tells of them."""
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.add_argument(
        "--password-file",
        type=path_of,
        metavar="F",
        help="a file with the passwords of locked PDFs, one a line; else OCTAVO_PASSWORD is tried, "
        "and on a terminal you are asked",
    )
    given = parser.read(argv)
    if getattr(given, "model", "") and not given.provider:
        parser.error("--model needs --provider")
    data_dir, chosen = _common(given)
    return Arguments(
        command,
        data_dir,
        chosen,
        words=tuple(given.words),
        json=given.json,
        password_file=given.password_file,
        explain=getattr(given, "explain", False),
        provider=getattr(given, "provider", ""),
        model=getattr(given, "model", ""),
        embedder=getattr(given, "embedder", ""),
        wait=getattr(given, "wait", False),
    )


def _collections(argv: Sequence[str]) -> Arguments:
    parser = CommandParser(
        "octavo collections",
        "Collections of documents: list them, and choose what embeds them.",
        collection_arguments.EPILOG,
    )
    parser.add_argument("--json", action="store_true", help="list: print JSON")
    collection_arguments.add_to(parser)
    given = parser.read(argv)
    wanted = collection_arguments.read(parser, given)
    data_dir, chosen = _common(given)
    return Arguments("collections", data_dir, chosen, json=given.json, collections=wanted)


def _providers(argv: Sequence[str]) -> Arguments:
    parser = CommandParser(
        "octavo providers",
        "Hosts of models that can write answers: list, add, try, agree, remove.",
        provider_arguments.EPILOG,
    )
    parser.add_argument("--json", action="store_true", help="list: print JSON")
    provider_arguments.add_to(parser)
    given = parser.read(argv)
    wanted = provider_arguments.read(parser, given)
    data_dir, chosen = _common(given)
    return Arguments("providers", data_dir, chosen, json=given.json, providers=wanted)


def _models(argv: Sequence[str]) -> Arguments:
    parser = CommandParser(
        "octavo models",
        "Models on this computer: list, get, add, use, remove.",
        model_arguments.EPILOG,
    )
    model_arguments.add_to(parser)
    given = parser.read(argv)
    wanted = model_arguments.read(parser, given)
    data_dir, chosen = _common(given)
    return Arguments("models", data_dir, chosen, json=given.json, models=wanted)


def _serve(argv: Sequence[str]) -> Arguments:
    parser = CommandParser(
        "octavo serve",
        "Answer other programs under /v1, until interrupted. A token is required.",
        serve_arguments.EPILOG,
    )
    serve_arguments.add_to(parser, path_of)
    given = parser.read(argv)
    data_dir, chosen = _common(given)
    return Arguments(
        "serve",
        data_dir,
        chosen,
        host=given.host,
        port=given.port,
        token_file=given.token_file,
        behind_tls=given.behind_tls,
    )


def _eval(argv: Sequence[str]) -> Arguments:
    parser = CommandParser(
        "octavo eval",
        "Measure how well questions with known answers are found, quoted and refused.",
        eval_arguments.EPILOG,
    )
    eval_arguments.add_to(parser, path_of)
    given = parser.read(argv)
    if given.model and not given.provider:
        parser.error("--model needs --provider")
    data_dir, chosen = _common(given)
    return Arguments(
        "eval",
        data_dir,
        chosen,
        json=given.json,
        questions=given.questions,
        pdfs=given.pdfs,
        shared_store=given.shared_store,
        compare=given.compare,
        reranker=given.reranker,
        sample=given.sample,
        provider=given.provider,
        model=given.model,
    )


def _restore(argv: Sequence[str]) -> Arguments:
    parser = CommandParser(
        "octavo restore",
        "Bring a backup back, or the copy of the data that was made before an upgrade.",
        epilogs.RESTORE,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="a backup")
    given = parser.read(argv)
    data_dir, chosen = _common(given)
    return Arguments("restore", data_dir, chosen, words=(given.file,) if given.file else ())


def _backup(argv: Sequence[str]) -> Arguments:
    parser = CommandParser("octavo backup", "Keep everything in one checked file.", epilogs.BACKUP)
    parser.add_argument("file", metavar="FILE", help="the backup to write")
    given = parser.read(argv)
    data_dir, chosen = _common(given)
    return Arguments("backup", data_dir, chosen, words=(given.file,))


def _data(argv: Sequence[str]) -> Arguments:
    parser = CommandParser(
        "octavo data", "Where everything is kept: show it, or move it.", epilogs.DATA
    )
    parser.add_argument(
        "action", nargs="?", choices=("move", "use", "portable"), metavar="move | use | portable"
    )
    parser.add_argument("folder", nargs="?", type=path_of, metavar="FOLDER", help="the new folder")
    given = parser.read(argv)
    if given.action in {"move", "use"} and not given.folder:
        parser.error(f"{given.action} needs a folder: octavo data {given.action} FOLDER")
    chosen: Path | None = given.data_dir
    if given.action == "use":  # where it was may be what cannot be read
        return Arguments("data", chosen or given.folder, False, ("use", str(given.folder)))
    data_dir, is_chosen = _common(given)
    words = tuple(str(word) for word in (given.action, given.folder) if word is not None)
    return Arguments("data", data_dir, is_chosen, words)


def _window(argv: Sequence[str]) -> Arguments:
    parser = CommandParser("octavo", "Drop PDFs, ask, see the page.", epilogs.WINDOW)
    parser.add_argument("--version", action="version", version=f"octavo {octavo.__version__}")
    parser.add_argument(
        "--self-test",
        nargs="?",
        const=True,
        type=path_of,
        metavar="RESULT",
        help="ask about the sample in a temporary folder and print the result, or write it to a "
        "file (--self-test=RESULT)",
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="PDFs and folders to open with")
    given, unknown = parser.parse_known_intermixed_args(argv)
    _explain(parser, argv, given, unknown)
    data_dir, chosen = _common(given)
    if given.self_test is not None:
        result = None if given.self_test is True else given.self_test
        return Arguments("self-test", data_dir, chosen, result=result)
    return Arguments("window", data_dir, chosen, words=tuple(given.files))


def _explain(
    parser: CommandParser,
    argv: Sequence[str],
    given: argparse.Namespace,
    unknown: Sequence[str],
) -> None:
    """End with words if the window was not meant, or is asked for something that it has not."""
    command = next((word for word in argv if word in COMMANDS), None)
    if unknown and command is not None:
        parser.error(f"{unknown[0]} goes behind the command: octavo {command} {unknown[0]} ...")
    first = next(iter(argv[_data_dirs_before_command(argv) :]), "")
    if unknown and may_be_command(first) and not Path(first).exists():
        # Its options are unknown because it is: the word is what was mistyped.
        parser.error(f"there is no command “{first}”. {what_instead(first, COMMANDS)}")
    if unknown:
        parser.refuse(unknown[0], "lists commands and options")
    for word in given.files:
        if word in COMMANDS and not Path(word).exists():
            parser.error(f"the command comes first: octavo {word} ...")
