"""``octavo --self-test``: model, drop, ask, citation on the sample, in a temporary folder."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import octavo
from octavo.cli.faults import EXIT_DONE, EXIT_NOT_COVERED, log_to
from octavo.errors import AppError, InputError
from octavo.resources import resource

if TYPE_CHECKING:
    from octavo.protocol.messages import FileCitation
    from octavo.session.ask_files import FilesAnswer

QUESTION = "What happens when I click a citation?"

_NEAR, _FAR = "A click on a quote opens the page that it is from.", "The soup wants more salt."
"""What the model must find nearer to the question, and what farther."""


def self_test(result: Path | None) -> int:
    """Print what came of the test as JSON, and write it to a file if one is named.

    Returns:
        0 if the model makes vectors and a verified quote with its place on a page came out, else 1.

    Raises:
        InputError: the file cannot be written; nothing was tested.
    """
    if result is not None:
        _write("", result)  # before the test: who waits for the result is not to wait in vain
    report: dict[str, Any] = {"ok": False, "version": octavo.__version__, "question": QUESTION}
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="octavo-self-test-") as folder:
            log_to(Path(folder))
            report |= asyncio.run(_test(Path(folder)))
    except AppError as error:
        report["problem"] = error.message
    except Exception as error:
        report["problem"] = f"This is a fault in Octavo: {type(error).__name__}: {error}"
        raise
    finally:
        report["seconds"] = round(time.monotonic() - began, 2)
        text = json.dumps(report, ensure_ascii=True, indent=2) + "\n"
        if result is not None:
            _write(text, result)
        if sys.stdout is not None:  # a windowed program on Windows has none
            sys.stdout.write(text)
            sys.stdout.flush()
    return EXIT_DONE if report["ok"] else EXIT_NOT_COVERED


def _write(text: str, result: Path) -> None:
    try:
        result.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"“{result}” cannot be written: {error.strerror or error}.",
            hint="Name a file in a folder that is there and that you may write to.",
        ) from error


async def _test(folder: Path) -> dict[str, Any]:
    # what is missing in a package is met here, where the result can still tell of it
    from octavo.assembly import open_client  # noqa: PLC0415
    from octavo.session.ask_files import ask_files  # noqa: PLC0415

    if problem := await _problem_of_the_model():
        return {"problem": f"The search model does not work: {problem}"}
    async with open_client(folder / "data") as client:
        answer = await ask_files(client, [resource("samples", "guide.pdf")], QUESTION)
    return _judge(answer)


async def _problem_of_the_model() -> str:
    """Return why the model makes no vectors that tell near from far; empty if it does.

    It is asked by itself: without it, answers are found by their words, and nothing would be seen.
    """
    from octavo.models.minilm import MiniLmEmbedder  # noqa: PLC0415

    embedder = MiniLmEmbedder()
    try:
        asked, near, far = await embedder.embed([QUESTION, _NEAR, _FAR], urgent=True)
    except AppError as error:
        return error.message
    finally:
        await embedder.aclose()
    if float(asked @ near) > float(asked @ far) > -1:
        return ""
    return "its vectors do not tell what is near a question."


def _judge(answer: FilesAnswer) -> dict[str, Any]:
    from octavo.protocol.messages import FileCitationAnnotation, TextContent  # noqa: PLC0415

    if answer.message is None:
        problems = [file.problem.message for file in answer.files if file.problem]
        return {"problem": " ".join(problems) or "The sample could not be read."}
    if answer.without_meaning or answer.unembedded:
        return {"problem": answer.without_meaning or "Passages of the sample have no vectors."}
    for block in answer.message.content:
        for note in block.text.annotations if isinstance(block, TextContent) else ():
            if isinstance(note, FileCitationAnnotation) and _sound(note.file_citation):
                cited = note.file_citation
                return {
                    "ok": True,
                    "file": cited.filename,
                    "page": cited.page,
                    "quote": cited.quote,
                }
    return {"problem": "The answer has no verified quote."}


def _sound(cited: FileCitation) -> bool:
    return bool(cited.verified and cited.page and cited.quote and cited.rects)
