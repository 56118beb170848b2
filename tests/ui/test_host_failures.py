"""What a host's failure says in an answer: German in a German window, English on the wire."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from octavo.engine.answer.generative import _INSTEAD
from octavo.engine.answer.generator import text_of
from octavo.program import Program
from octavo.providers.registry import Providers
from octavo.providers.settings import FILE_NAME, Provider
from octavo.session.state import DocumentState
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.language import Language
from support.asking import LEASE
from support.languages import spoken
from support.model_server import chunk, head, model_server, refuses, replies, sends
from support.pdfs import make_pdf
from support.qt import until
from support.shots import keep
from support.window import open_window, panel_of, type_question

QUESTION = "What is the deposit?"
INSTEAD = "Stattdessen steht hier, was die Dokumente wörtlich sagen:"

FAILURES = {
    "key": (refuses(401, "Bad key"), "braucht einen Schlüssel: Bad key."),
    "model": (refuses(404, "model gone", "model_not_found"), "hat das Modell nicht: model gone."),
    "long": (refuses(400, "x", "context_length_exceeded"), "sind zu lang für das Modell"),
    "page": (replies(200, b"<html>hello</html>", "text/html"), "antwortet mit einer Webseite"),
    "elsewhere": (replies(307, b"", location="https://other.example/"), "dem wird nicht gefolgt"),
    "cut": (sends(head(), chunk({"content": "The deposit"})), "Die Antwort von 127.0.0.1:"),
}


async def test_a_hosts_failure_is_german_in_the_window_and_english_on_the_wire(
    tmp_path: Path,
) -> None:
    async def key_of(origin: str) -> str | None:
        return None

    async with model_server() as host:
        providers = Providers(tmp_path / "data" / FILE_NAME, key_of)
        await providers.put(Provider(name="tiny", base_url=host.url, context_tokens=8192))
        await providers.allow("tiny")
        with spoken(Language.GERMAN):
            async with open_window(tmp_path / "data") as program:
                program.presenter.add([make_pdf(tmp_path / "lease.pdf", LEASE, title="Lease")])
                documents = program.window.sidebar.documents_model
                await until(
                    lambda: (
                        [
                            documents.index(row).data(ITEM_ROLE).state
                            for row in range(documents.rowCount())
                        ]
                        == [DocumentState.READY]
                    ),
                    "the document is read",
                    seconds=60,
                )
                session = program.presenter._session
                chosen = session.assistants.default
                settings = dataclasses.replace(chosen.settings, model="tiny/tiny")
                await session.assistants.change(chosen.id, settings)
                await session.threads.create(chosen.id)
                client = session.conversation._client
                for number, (name, (fault, said)) in enumerate(FAILURES.items(), 1):
                    host.script = [fault]
                    type_question(program, QUESTION)
                    await until(
                        lambda n=number: _is_answered(program, n), f"{name} is answered", seconds=30
                    )
                    keep(program.frame, f"host-failure-{name}")
                    thread = session.threads.items[0].id
                    shown = (await session.conversation.messages(thread))[-1]
                    wire = (await client.get_thread_messages(thread, limit=1)).data[0]
                    sent = text_of(wire)
                    if shown.problem is not None:
                        assert said in shown.problem.message, (name, shown.problem)
                        continue
                    assert said in shown.text, (name, shown.text)
                    assert INSTEAD in shown.text
                    assert str(_INSTEAD.english) in sent
                    assert said not in sent
                    for cited in shown.citations:
                        assert shown.text[cited.start : cited.end].startswith("【")


def _is_answered(program: Program, number: int) -> bool:
    session = program.presenter._session
    if not session.threads.items or session.conversation.answering(session.threads.items[0].id):
        return False
    texts = panel_of(program).transcript.toPlainText()
    return texts.count(QUESTION) == number
