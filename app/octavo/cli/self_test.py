"""``octavo --self-test``: drop, ask, citation on the sample, in a temporary folder."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import octavo
from octavo.assembly import open_client
from octavo.cli.faults import EXIT_DONE, EXIT_NOT_COVERED, log_to
from octavo.errors import AppError
from octavo.protocol.messages import FileCitation, FileCitationAnnotation, TextContent
from octavo.resources import resource
from octavo.session.ask_files import FilesAnswer, ask_files

QUESTION = "What happens when I click a citation?"


def self_test(result: Path | None) -> int:
    """Print what came of the test as JSON, and write it to a file if one is named.

    Returns:
        0 if a verified quote with its place on a page came out, else 1.
    """
    with tempfile.TemporaryDirectory(prefix="octavo-self-test-") as folder:
        log_to(Path(folder))
        report = asyncio.run(_test(Path(folder)))
    text = json.dumps(report, ensure_ascii=True, indent=2) + "\n"
    if result is not None:
        result.write_text(text, encoding="utf-8")
    if sys.stdout is not None:  # a windowed program on Windows has none
        sys.stdout.write(text)
        sys.stdout.flush()
    return EXIT_DONE if report["ok"] else EXIT_NOT_COVERED


async def _test(folder: Path) -> dict[str, Any]:
    began = time.monotonic()
    report: dict[str, Any] = {"ok": False, "version": octavo.__version__, "question": QUESTION}
    try:
        async with open_client(folder / "data") as client:
            answer = await ask_files(client, [resource("samples", "guide.pdf")], QUESTION)
    except AppError as error:
        report["problem"] = error.message
    else:
        report |= _judge(answer)
    report["seconds"] = round(time.monotonic() - began, 2)
    return report


def _judge(answer: FilesAnswer) -> dict[str, Any]:
    if answer.message is None:
        problems = [file.problem.message for file in answer.files if file.problem]
        return {"problem": " ".join(problems) or "The sample could not be read."}
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
