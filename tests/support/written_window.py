"""A window whose questions a scripted host of models answers."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from octavo.program import Program
from octavo.providers.registry import Providers
from octavo.providers.settings import FILE_NAME, Provider
from support.asking import LEASE
from support.collection_dialogs import all_ready
from support.model_server import ModelServer, model_server, says
from support.pdfs import make_pdf
from support.qt import until
from support.window import open_window, panel_of

QUESTION = "How much is the deposit?"
SAID = "The deposit amounts to 2,400 euros [1]."


async def no_key(_origin: str) -> None:
    return None


@asynccontextmanager
async def written_window(
    folder: Path, *, agreed: bool, pages: Sequence[str] = LEASE
) -> AsyncIterator[tuple[Program, ModelServer, Providers]]:
    """Open a window over one document whose questions a host of models answers."""
    async with model_server() as host:
        host.script = [says(SAID)]
        providers = Providers(folder / "data" / FILE_NAME, no_key)
        await providers.put(Provider(name="tiny", base_url=host.url, context_tokens=8192))
        if agreed:
            await providers.allow("tiny")
            await providers.allow("tiny", "summaries")
        async with open_window(folder / "data") as program:
            program.presenter.add([make_pdf(folder / "lease.pdf", pages)])
            await until(lambda: all_ready(program), "the document is read", seconds=120)
            session = program.presenter._session
            chosen = session.assistants.default
            settings = dataclasses.replace(chosen.settings, model="tiny/tiny")
            await session.assistants.change(chosen.id, settings)
            yield program, host, providers


async def answered(program: Program, number: int) -> str:
    """Return what the thread says when the question in it is answered so many times."""
    session = program.presenter._session
    transcript = panel_of(program).transcript
    await until(
        lambda: (
            transcript.toPlainText().count(QUESTION) == number
            and not session.conversation.answering(session.threads.items[0].id)
        ),
        "an answer",
    )
    return transcript.toPlainText()
