"""What a host's failure says in an answer: German in a German window, English on the wire."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from octavo.engine.answer.generative import _INSTEAD
from octavo.engine.answer.generator import text_of
from octavo.program import Program
from octavo.protocol.runs import CreateRunRequest, RunObject
from octavo.providers.registry import Providers
from octavo.providers.settings import FILE_NAME, Provider
from octavo.session.state import DocumentState, MessageState
from octavo.ui.chat.message import QUOTES, RETRY
from octavo.ui.chat.targets import RetryTarget
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.language import Language
from support.asking import LEASE
from support.languages import spoken
from support.model_server import ModelServer, chunk, head, model_server, refuses, replies, sends
from support.pdfs import make_pdf
from support.qt import until
from support.shots import keep
from support.window import open_window, panel_of, type_question

QUESTION = "What is the deposit?"
INSTEAD = "Stattdessen steht hier, was die Dokumente wörtlich sagen:"
CUT = sends(head(), chunk({"content": "The deposit"}))

FAILURES = {
    "key": (refuses(401, "Bad key"), "braucht einen Schlüssel: Bad key."),
    "model": (refuses(404, "model gone", "model_not_found"), "hat das Modell nicht: model gone."),
    "long": (refuses(400, "x", "context_length_exceeded"), "sind zu lang für das Modell"),
    "ill": (refuses(500, "No room", x_should_retry="false"), "ist gescheitert: No room."),
    "page": (replies(200, b"<html>hello</html>", "text/html"), "antwortet mit einer Webseite"),
    "text": (replies(200, b"hello", "text/plain"), "antwortet mit 5 Bytes reinem Text statt"),
    "whole": (replies(200, {"choices": []}), "antwortet mit JSON am Stück"),
    "no JSON": (sends(head(), b"data: {x\n\n"), "JSON, das beschädigt oder abgeschnitten ist"),
    "elsewhere": (replies(307, b"", location="https://other.example/"), "dem wird nicht gefolgt"),
    "cut": (CUT, "Die Antwort von 127.0.0.1:"),
}


@asynccontextmanager
async def german_window(folder: Path, host: ModelServer) -> AsyncIterator[Program]:
    """Open a German window over one document, whose questions go to a host."""

    async def key_of(origin: str) -> str | None:
        return None

    providers = Providers(folder / "data" / FILE_NAME, key_of)
    await providers.put(Provider(name="tiny", base_url=host.url, context_tokens=8192))
    await providers.put(Provider(name="dead", base_url="http://127.0.0.1:9/v1"))
    await providers.allow("tiny")
    await providers.allow("dead")
    with spoken(Language.GERMAN):
        async with open_window(folder / "data") as program:
            program.presenter.add([make_pdf(folder / "lease.pdf", LEASE, title="Lease")])
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
            await answer_by(program, "tiny/tiny")
            session = program.presenter._session
            await session.threads.create(session.assistants.default.id)
            yield program


async def answer_by(program: Program, model: str) -> None:
    session = program.presenter._session
    chosen = session.assistants.default
    settings = dataclasses.replace(chosen.settings, model=model)
    await session.assistants.change(chosen.id, settings)


async def test_a_hosts_failure_is_german_in_the_window_and_english_on_the_wire(
    tmp_path: Path,
) -> None:
    async with model_server() as host, german_window(tmp_path, host) as program:
        session = program.presenter._session
        client = session.conversation._client
        for number, (name, (fault, said)) in enumerate(FAILURES.items(), 1):
            host.script = [fault]
            type_question(program, QUESTION)
            await until(lambda n=number: _is_answered(program, n), f"{name} is answered")
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


async def test_an_answer_that_broke_off_says_why_once_and_offers_another_try_or_quotes(
    tmp_path: Path,
) -> None:
    async with model_server() as host, german_window(tmp_path, host) as program:
        host.script = [CUT]
        type_question(program, QUESTION)
        await until(lambda: _is_answered(program, 1), "it breaks off")
        transcript = panel_of(program).transcript
        text = transcript.toPlainText().replace("\N{NO-BREAK SPACE}", " ")
        assert "brach vor ihrem Ende ab. Fragen Sie noch einmal." in text
        assert text.count("Fragen Sie noch einmal.") == 1
        assert str(RETRY) in text
        assert str(QUOTES) in text
        keep(program.frame, "host-failure-offers")
        _press(program, quoted=True)
        await until(lambda: "2,400 euros" in transcript.toPlainText(), "the documents are quoted")
        await until(lambda: _is_answered(program, 1), "it has ended")
        keep(program.frame, "host-failure-quoted")
        session = program.presenter._session
        messages = await session.conversation.messages(session.threads.items[0].id)
        assert [one.state for one in messages[1:]] == [MessageState.FAILED, MessageState.COMPLETED]
        assert messages[-1].kind == "quotes"
        assert len(host.seen) == 1  # the host is not asked for quotes


async def test_a_wait_is_told_in_german_and_goes_over_the_wire_in_english(tmp_path: Path) -> None:
    async with model_server() as host, german_window(tmp_path, host) as program:
        host.script = [refuses(429, "Slow down", retry_after="90")]
        type_question(program, QUESTION)
        panel = panel_of(program)
        await until(panel.host_wait.isVisible, "the wait is told")
        assert panel.host_wait.words.startswith("Neue Anfrage in ")
        assert "nimmt gerade keine Anfragen mehr an: Slow down." in panel.host_wait.words
        keep(program.frame, "host-failure-wait")
        panel.stop_requested.emit()
        await until(lambda: _is_answered(program, 1), "it is stopped")
        wait = await _wait_on_the_wire(program)
        assert "takes no more requests now: Slow down." in wait


async def test_a_host_that_nobody_is_at_is_named_in_german_and_the_documents_are_quoted(
    tmp_path: Path,
) -> None:
    async with model_server() as host, german_window(tmp_path, host) as program:
        await answer_by(program, "dead/x")
        type_question(program, QUESTION)
        await until(lambda: _is_answered(program, 1), "it is answered")
        text = panel_of(program).transcript.toPlainText()
        assert "127.0.0.1:9 ist nicht zu erreichen: dort antwortet nichts." in text
        assert INSTEAD in text
        assert "2,400 euros" in text
        keep(program.frame, "host-failure-dead")


async def _wait_on_the_wire(program: Program) -> str:
    """Return why a run waits, as another client of the interface is told."""
    session = program.presenter._session
    thread, assistant = session.threads.items[0].id, session.assistants.default.id
    async with session.conversation._client.stream_run(
        thread, CreateRunRequest(assistant_id=assistant)
    ) as events:
        async for event in events:
            if isinstance(event.data, RunObject) and event.data.waiting is not None:
                return event.data.waiting.reason
    raise AssertionError("nothing was waited for")


def _press(program: Program, *, quoted: bool) -> None:
    """Do what a click on an offer of the last failed message does."""
    transcript = panel_of(program).transcript
    targets = transcript._thread.targets._by_key
    key = max(
        key for key, one in targets.items() if isinstance(one, RetryTarget) and one.quoted == quoted
    )
    transcript._activate(key)


def _is_answered(program: Program, number: int) -> bool:
    session = program.presenter._session
    if not session.threads.items or session.conversation.answering(session.threads.items[0].id):
        return False
    texts = panel_of(program).transcript.toPlainText()
    return texts.count(QUESTION) == number
