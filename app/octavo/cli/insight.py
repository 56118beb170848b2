"""``octavo summarise`` and ``octavo compare``: what files say, without and with a question."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from pathlib import Path

from octavo.assembly import open_models
from octavo.cli.arguments import Arguments
from octavo.cli.ask import (
    files_and_question,
    passwords_of,
    say_what_became,
    working_client,
)
from octavo.cli.consent import chosen_model, named_files
from octavo.cli.faults import EXIT_BAD_INPUT, EXIT_DONE, EXIT_NOT_COVERED, printable, say, say_of
from octavo.cli.insight_text import (
    comparison_as_json,
    comparison_as_text,
    summaries_as_json,
    summaries_as_text,
)
from octavo.cli.language import language_of, spoken
from octavo.cli.passwords import PasswordPrompt, suggested
from octavo.cli.progress import ReadingProgress
from octavo.cli.writing_progress import WritingProgress
from octavo.protocol.insight import ComparedFile
from octavo.protocol.written_summaries import SummaryProgress
from octavo.providers.names import LOCAL
from octavo.session.hosting import amount_words
from octavo.session.model_hosts import what_is_summarised
from octavo.session.told_files import Summarised, Told, compare_files, summarise_files

_COMPARE_USAGE = 'octavo compare FILE... "QUESTION"'


def summarise(arguments: Arguments) -> int:
    """Print a summary of each file.

    Raises:
        AppError: it could not be done.
    """
    paths = [Path(word).expanduser() for word in arguments.words]
    suggestions = suggested(arguments.password_file)
    told = asyncio.run(_summaries(arguments, paths, suggestions))
    say_what_became(told.files, suggestions)
    for file, one in told.about:
        if one.problem is not None:
            say_of(file.name, one.problem.message, one.problem.hint)
            say("Instead, this is what it says in its own sentences:")
    if arguments.json:
        sys.stdout.write(summaries_as_json(told))
    if not told.about:
        say("None of the files could be used.")
        return EXIT_BAD_INPUT
    if not arguments.json:
        sys.stdout.write(printable(summaries_as_text(told)))
    sys.stdout.flush()
    return EXIT_DONE if any(_says_something(one) for _, one in told.about) else EXIT_NOT_COVERED


def _says_something(one: Summarised) -> bool:
    if one.written is not None:
        return any(statement.supported for statement in one.written.statements)
    return one.extract is not None and bool(one.extract.quotes)


def compare(arguments: Arguments) -> int:
    """Print what each file says to the question.

    Raises:
        InputError: the arguments make no sense.
        AppError: it could not be done.
    """
    paths, question = files_and_question(arguments.words, _COMPARE_USAGE)
    suggestions = suggested(arguments.password_file)
    told = asyncio.run(_comparison(arguments, paths, question, suggestions))
    say_what_became(told.files, suggestions)
    if arguments.json:
        sys.stdout.write(comparison_as_json(question, told))
    if not told.about:
        say("None of the files could be used.")
        return EXIT_BAD_INPUT
    if not arguments.json:
        quotes = [quote.quote for _, one in told.about for quote in one.quotes]
        with spoken(language_of(question, quotes)):
            sys.stdout.write(printable(comparison_as_text(told)))
    sys.stdout.flush()
    covered = any(one.kind == "quotes" for _, one in told.about)
    return EXIT_DONE if covered else EXIT_NOT_COVERED


async def _summaries(
    arguments: Arguments, paths: list[Path], suggestions: list[str]
) -> Told[Summarised]:
    async with contextlib.AsyncExitStack() as stack:
        outside = await stack.enter_async_context(open_models(arguments.data_dir))
        model = None
        if arguments.provider:
            model = await chosen_model(
                outside, arguments.provider, arguments.model, "summaries", _what_is_read(paths)
            )
            is_here = arguments.provider == LOCAL
            provider = None if is_here else await outside.providers.get(arguments.provider)
            say(f"{model} reads the files. {what_is_summarised(provider)}")
        writing = stack.enter_context(WritingProgress(model or ""))
        with ReadingProgress() as progress:
            client = await stack.enter_async_context(working_client(arguments, outside))
            passwords = await passwords_of(client, suggestions)

            def show_writing(how_far: SummaryProgress) -> None:
                progress.clear()
                writing.show(how_far)

            return await summarise_files(
                client,
                paths,
                model=model,
                on_writing=show_writing,
                on_progress=progress.show,
                passwords=passwords,
                ask_password=PasswordPrompt(passwords, progress.clear).ask,
            )


def _what_is_read(paths: list[Path]) -> str:
    """Return which files a model would read, and how large they are."""
    sizes = 0
    for path in paths:
        with contextlib.suppress(OSError):  # what is wrong with it is told when it is read
            sizes += path.stat().st_size
    names = named_files([path.name for path in paths])
    return f"Now this sends all text of {names} ({amount_words(len(paths), sizes)})."


async def _comparison(
    arguments: Arguments, paths: list[Path], question: str, suggestions: list[str]
) -> Told[ComparedFile]:
    with ReadingProgress() as progress:
        async with working_client(arguments, asks=True) as client:
            passwords = await passwords_of(client, suggestions)
            return await compare_files(
                client,
                paths,
                question,
                on_progress=progress.show,
                passwords=passwords,
                ask_password=PasswordPrompt(passwords, progress.clear).ask,
            )
