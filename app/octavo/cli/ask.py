"""``octavo ask``: a question about files, answered on the terminal."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from octavo.assembly import open_client, open_models
from octavo.cli.answer_text import as_json, as_text, explained, is_covered, quotes_of
from octavo.cli.arguments import Arguments
from octavo.cli.consent import agreed_embedder, chosen_model, warn_of_end
from octavo.cli.faults import (
    EXIT_BAD_INPUT,
    EXIT_DONE,
    EXIT_FAILED,
    EXIT_NOT_COVERED,
    log_to,
    printable,
    say,
    say_of,
)
from octavo.cli.language import language_of, spoken
from octavo.cli.passwords import HOW, PasswordPrompt, is_interactive, suggested
from octavo.cli.progress import ReadingProgress
from octavo.client import Client
from octavo.errors import DataFolderInUseError, InputError
from octavo.providers.everywhere import AllModels
from octavo.session.ask_files import FilesAnswer, ask_files
from octavo.session.keychain import open_secrets
from octavo.session.passwords import Passwords
from octavo.session.report_words import needs_recognition, remarks_of
from octavo.session.secrets import SessionSecrets
from octavo.session.state import DocumentState
from octavo.session.taking_in import WAITS_FOR, AskedFile

_USAGE = 'octavo ask FILE... "QUESTION"'


def ask(arguments: Arguments) -> int:
    """Print the answer; the exit code tells whether there is one.

    Raises:
        InputError: the arguments make no sense.
        AppError: it could not be done.
    """
    paths, question = files_and_question(arguments.words)
    suggestions = suggested(arguments.password_file)
    answer = asyncio.run(_ask(arguments, paths, question, suggestions))
    if answer.unembedded:
        say(
            f"Answered by words: of {answer.unembedded:,} passages the meaning is not known yet.",
            "With --wait the question waits until it is, which takes a while the first time.",
        )
    if answer.without_meaning:
        say("Meanings were not compared as wished.", answer.without_meaning)
    say_what_became(answer.files, suggestions)
    if arguments.json:
        sys.stdout.write(as_json(question, answer, explain=arguments.explain))
    if answer.message is None:
        say("None of the files could be used.")
        return EXIT_BAD_INPUT
    if not arguments.json:
        with spoken(language_of(question, quotes_of(answer.message))):
            sys.stdout.write(printable(as_text(answer)))
            if arguments.explain:
                sys.stdout.write(printable(explained(answer)))
    sys.stdout.flush()
    if answer.broke is not None:
        say(f"The answer is not whole. {answer.broke.message}", answer.broke.hint)
        return EXIT_FAILED
    return EXIT_DONE if is_covered(answer.message) else EXIT_NOT_COVERED


def say_what_became(files: Sequence[AskedFile], suggestions: list[str]) -> None:
    """Tell which files cannot be used and which are the same, and what is odd about the others.

    Args:
        files: Those that were named.
        suggestions: The passwords that were tried on locked ones.
    """
    for file in files:
        if file.item is not None and file.item.state is DocumentState.LOCKED:
            say(f"“{file.name}” is locked with a password{_tried(suggestions)}.", HOW)
        elif file.problem is not None and not _exists(file.path):
            say(f"There is no file “{file.path.absolute()}”.", file.problem.hint)
        elif file.problem is not None:
            say_of(file.name, file.problem.message, file.problem.hint)
        else:
            _warn(file)
        if file.same_as is not None:
            say(f"“{file.name}” has the same content as “{file.same_as.name}” and is taken once.")


def files_and_question(words: tuple[str, ...], usage: str = _USAGE) -> tuple[list[Path], str]:
    """Tell the files from the question, which comes last; ``usage`` shows how it is done.

    Raises:
        InputError: one of them is missing, or they seem to be mixed up.
    """
    if not words:
        raise InputError("There is no file and no question.", hint=f"Use: {usage}")
    *files, question = words
    if not question.strip():
        raise InputError("The question is empty.", hint=f"Use: {usage}")
    path = Path(question)
    if _exists(path):
        kind = "folder" if path.is_dir() else "file"
        raise InputError(
            f"The last argument has to be the question, but “{question}” is a {kind}.",
            hint=f"Use: {usage}",
        )
    if path.suffix.lower() == ".pdf" and " " not in path.name:
        raise InputError(
            f"The last argument has to be the question, but “{question}” looks like a file, "
            "and there is none of that name.",
            hint=f"Use: {usage}",
        )
    if not files:
        raise InputError("There is no file to ask about.", hint=f"Use: {usage}")
    paths = [Path(word).expanduser() for word in files]
    stray = [p for p in paths if not _exists(p) and p.suffix.lower() != ".pdf"]
    if len(stray) > 1:
        raise InputError(
            f"There is no file “{stray[0]}”, nor “{stray[1]}”.",
            hint=f"Put the question in quotes: {usage}",
        )
    return paths, question.strip()


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # too long for a name, or with a NUL: a question then
        return False


def _warn(file: AskedFile) -> None:
    """Say what is wrong with the pages of a file that was read, and what was found in it."""
    if file.report is None:
        return
    for remark in remarks_of(file.report):
        if remark.is_warning:
            say_of(file.name, remark.text)
    if needs_recognition(file.report) and file.report.recognition.install is not None:
        say(
            f"Text recognition, which “{file.name}” needs, is not installed.",
            f"Install it ({file.report.recognition.install}), then ask again: only the pages that "
            "need it are read anew.",
        )


def _tried(suggestions: list[str]) -> str:
    if not suggestions:
        return ""
    return ", and not with the one given" if len(suggestions) == 1 else ", and none given opens it"


async def _ask(
    arguments: Arguments, paths: list[Path], question: str, suggestions: list[str]
) -> FilesAnswer:
    async with contextlib.AsyncExitStack() as stack:
        outside = await stack.enter_async_context(open_models(arguments.data_dir))
        model = None
        if arguments.provider:
            model = await chosen_model(outside, arguments.provider, arguments.model)
        embedder = arguments.embedder
        if embedder:
            embedder = await agreed_embedder(outside.providers, embedder)
        progress = stack.enter_context(ReadingProgress())
        client = await stack.enter_async_context(working_client(arguments, outside, asks=True))
        passwords = await passwords_of(client, suggestions)
        answer = await ask_files(
            client,
            paths,
            question,
            model=model,
            embedder=embedder,
            on_progress=progress.show,
            passwords=passwords,
            ask_password=PasswordPrompt(passwords, progress.clear).ask,
            explain=arguments.explain,
            on_wait=lambda wait: say(wait.reason, f"Asking again in {wait.seconds:.0f} s."),
            waits_for=None if arguments.wait else WAITS_FOR,
        )
        if model is not None:
            await warn_of_end(outside, model)
        return answer


async def passwords_of(client: Client, suggestions: Sequence[str]) -> Passwords:
    """Return the passwords that are remembered, and those to be tried first."""
    # Where nobody is there to unlock a keychain, it is not asked.
    secrets = await open_secrets() if is_interactive() else SessionSecrets()
    passwords = Passwords(client, secrets)
    passwords.suggest(suggestions)
    return passwords


@contextlib.asynccontextmanager
async def working_client(
    arguments: Arguments, outside: AllModels | None = None, *, asks: bool = False
) -> AsyncIterator[Client]:
    """Open a client on the data folder, or on a temporary one while the window has the folder.

    Args:
        arguments: Name the folder.
        outside: Models that write, or make vectors; without it, those of the folder.
        asks: Whether a question follows; see ``open_engine``.

    Raises:
        DataFolderError: the folder cannot be used; a subclass tells why.
    """
    async with contextlib.AsyncExitStack() as stack:
        try:
            opening = open_client(arguments.data_dir, outside, asks=asks)
            client = await stack.enter_async_context(opening)
        except DataFolderInUseError:
            if arguments.data_dir_chosen:
                raise
            say("Octavo is open, so its data folder is taken; reading into a temporary one.")
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="octavo-ask-"))
            log_to(Path(folder))
            opening = open_client(Path(folder), outside, asks=asks)
            client = await stack.enter_async_context(opening)
        else:
            log_to(arguments.data_dir)
        yield client
