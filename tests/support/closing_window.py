"""A program of its own: opens the window, ingests and asks, and closes it in the middle of both.

Usage: closing_window.py DATA_DIR PDF. Prints one line of JSON at the moment of closing: the time
and the worker processes that were alive.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from pathlib import Path


async def close_in_the_middle(program) -> None:  # type: ignore[no-untyped-def]
    import psutil

    from octavo.session.state import DocumentState
    from support.qt import until
    from support.window import panel_of, type_question

    window = program.window
    await until(lambda: window.is_ready, "the window is up", seconds=60)
    model = window.sidebar.documents_model

    def state() -> object:
        return model.data(model.index(0), 0x100).state if model.rowCount() else None

    started = {DocumentState.READING, DocumentState.SEARCHABLE}
    await until(lambda: state() in started, "ingest is going on", seconds=60)
    type_question(program, "What is said on page seven?")
    panel = panel_of(program)
    await until(lambda: panel.messages, "the question has arrived")
    children = [child.pid for child in psutil.Process().children(recursive=True)]
    report = {
        "time": time.time(),
        "children": children,
        "state": str(state()),
        "answering": panel.composer.button.text() == "Stop",
    }
    print(json.dumps(report), flush=True)
    program.frame.close()


def main() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from octavo.program import Program
    from octavo.ui import loop
    from octavo.ui.appearance import Appearance
    from octavo.ui.application import make_application
    from octavo.ui.frame import WindowFrame
    from octavo.ui.settings import WindowSettings
    from octavo.ui.theme import Scheme

    data_dir, pdf = Path(sys.argv[1]), Path(sys.argv[2])
    app = make_application("test")
    settings = WindowSettings(data_dir)
    frame = WindowFrame(settings)
    frame.open(app)
    program = Program(frame, settings, Appearance(app, Scheme.LIGHT), data_dir, [pdf])

    async def run() -> int:
        closing = asyncio.create_task(close_in_the_middle(program))
        code = await program.run()
        await closing
        return code

    return loop.run(app, run)


if __name__ == "__main__":
    sys.exit(main())
