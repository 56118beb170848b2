"""What goes wrong below is English on the wire, and said in the language of who reads it."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from octavo.client.failures import from_status
from octavo.engine.http import error_reply
from octavo.engine.running.ending import Ending
from octavo.errors import ProviderError
from octavo.pdf.reasons import DAMAGED, ENDLESS, QUARANTINED
from octavo.protocol.phrases import phrases_of
from octavo.protocol.reports import FileReport, PageRemark
from octavo.providers import failures, unreached
from octavo.session.events import MessageAdded, MessageChanged
from octavo.session.messages import run_problem
from octavo.session.passwords import WrongPasswordError
from octavo.session.problems import problem_of
from octavo.session.report_words import remarks_of
from octavo.session.state import ChatMessage, DocumentState
from octavo.ui.documents.words import description
from octavo.ui.language import Language
from support.languages import spoken
from support.pdfs import damage, encrypt, make_pdf
from support.runs import run

if TYPE_CHECKING:
    from conftest import World


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    with spoken(Language.GERMAN):
        yield


async def test_files_that_cannot_be_read_say_so_in_german_and_in_english_on_the_wire(
    world: World, tmp_path: Path
) -> None:
    broken = damage(make_pdf(tmp_path / "kaputt.pdf", ["Some words."]))
    blank = make_pdf(tmp_path / "leer.pdf", ["", ""])
    other = tmp_path / "bild.pdf"
    other.write_bytes(b"\x89PNG, not a document")
    items = await world.add(broken, blank, other)
    assert [item.state for item in items] == [DocumentState.FAILED] * 3
    assert [item.problem.message for item in items if item.problem] == [
        (
            "„kaputt.pdf“ ist beschädigt. Die Datei lässt sich nicht öffnen. Besorgen Sie eine"
            " andere Kopie, oder öffnen Sie die Datei anderswo und speichern Sie sie neu."
        ),
        "Alle 2 Seiten sind leer.",
        (
            "„bild.pdf“ ist keine PDF-Datei. Der Inhalt ist etwas anderes. Speichern Sie die Datei"
            " in dem Programm, aus dem sie kommt, als PDF, und fügen Sie diese PDF-Datei hinzu."
        ),
    ]
    assert "beschädigt" in description(items[0])
    store_id = world.session.assistants.default.vector_store_id
    assert store_id is not None
    listing = await world.client.get_vector_store_file(store_id, items[0].file_id or "")
    assert listing.last_error is not None
    assert listing.last_error.message.startswith("“kaputt.pdf” is damaged. It cannot be opened.")


async def test_a_greeting_and_a_request_for_a_summary_are_answered_in_german(
    world: World, tmp_path: Path
) -> None:
    words = "Der Mieter zahlt die Miete von neunhundert Euro am ersten Werktag jedes Monats."
    await world.add(make_pdf(tmp_path / "vertrag.pdf", [words]))
    thread = (await world.session.threads.create()).id
    texts: list[ChatMessage] = []
    for question in ("Hallo", "Fasse den Vertrag zusammen"):
        await world.session.conversation.ask(thread, question)
        told = [e for e in world.recorder.events if isinstance(e, MessageAdded | MessageChanged)]
        texts.append(told[-1].message)
    assert [message.kind for message in texts] == ["told", "quotes"]
    assert texts[0].text.startswith("Guten Tag. Fragen Sie,")
    assert texts[1].text.startswith("„vertrag.pdf“ in eigenen Sätzen.")
    cited = texts[1].citations
    assert cited
    assert all(texts[1].text[one.start] == "【" for one in cited)


async def test_a_file_without_a_byte_is_refused_in_german(world: World, tmp_path: Path) -> None:
    nothing = tmp_path / "nichts.pdf"
    nothing.write_bytes(b"")
    [item] = await world.add(nothing)
    assert item.problem is not None
    assert item.problem.message == "„nichts.pdf“ hat keinen Inhalt."


async def test_a_wrong_password_is_told_in_german_and_in_english_on_the_wire(
    world: World, tmp_path: Path
) -> None:
    plain = make_pdf(tmp_path / "offen.pdf", ["Some words."])
    [item] = await world.add(encrypt(plain, tmp_path / "zu.pdf", user="right"))
    assert item.state is DocumentState.LOCKED
    with pytest.raises(WrongPasswordError, match=r"Das Passwort für „zu\.pdf“ stimmt nicht"):
        await world.session.library.unlock(world.assistant_id, item.key, "wrong")
    store_id, file_id = world.session.assistants.default.vector_store_id, item.file_id or ""
    assert store_id is not None
    listing = await world.client.get_vector_store_file(store_id, file_id)
    assert listing.last_error is not None
    assert listing.last_error.message.startswith("“zu.pdf” is locked with a password.")


def _offline(monkeypatch: pytest.MonkeyPatch) -> ProviderError:
    monkeypatch.setattr(unreached, "FAR_AWAY", ())
    failure = httpx.ConnectError("All connection attempts failed")
    failure.__cause__ = OSError(errno.ENETUNREACH, "Network is unreachable")
    return unreached.from_transport(failure, "modelle.example")


def test_a_host_that_cannot_be_reached_without_a_network_is_told_in_german(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = problem_of(_offline(monkeypatch))
    assert problem.title == "Das Modell hat nicht geantwortet"
    assert (
        problem.message
        == "Dieser Computer ist offline, daher ist modelle.example nicht zu erreichen."
    )
    assert problem.hint == "Zitate aus den Dokumenten brauchen kein Netz."


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            b'{"error": {"message": "Incorrect API key"}}',
            "modelle.example nimmt den Schlüssel nicht an: Incorrect API key.",
        ),
        (b"", "modelle.example nimmt den Schlüssel nicht an: Status 401 (Unauthorized)."),
    ],
)
def test_a_key_that_a_host_does_not_accept_is_told_in_german(body: bytes, message: str) -> None:
    problem = problem_of(failures.from_status(401, body, "modelle.example", "sk-wrong"))
    assert problem.message == message
    assert problem.hint == "Prüfen Sie den Schlüssel dieses Dienstes."


def test_a_failure_of_a_run_is_english_on_the_wire_and_german_where_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ending = Ending.failed(_offline(monkeypatch))
    assert ending.error is not None
    sent = json.loads(ending.error.model_dump_json())
    assert sent["message"] == (
        "This computer is offline, so modelle.example cannot be reached."
        " Quotes from the documents need no network."
    )
    problem = run_problem(run(last_error=sent))
    assert problem is not None
    assert problem.message == (
        "Dieser Computer ist offline, daher ist modelle.example nicht zu erreichen."
        " Zitate aus den Dokumenten brauchen kein Netz."
    )


def test_what_a_server_refuses_is_read_in_german(monkeypatch: pytest.MonkeyPatch) -> None:
    error = _offline(monkeypatch)
    reply = error_reply(error.english, 500, phrases=phrases_of(error))
    told = from_status(500, httpx.Headers(), bytes(reply.body))
    assert told.message.startswith("Dieser Computer ist offline")
    assert told.hint == "Versuchen Sie es später noch einmal."
    strange = b'{"error": {"message": "Plain words", "phrases": [{"text": 7}]}}'
    assert from_status(500, httpx.Headers(), strange).message == "Plain words"


def test_why_a_page_was_not_read_is_told_in_german() -> None:
    remark = PageRemark(state="failed", pages=[(3, 4)], reason=QUARANTINED, needs_recognition=False)
    report = FileReport.model_construct(remarks=[remark], findings=[])
    [said] = remarks_of(report)
    assert said.text == "Seiten 3–4: nicht gelesen, weil bei der Datei das Lesen zweimal abbrach."


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (DAMAGED, "Diese Seite ist beschädigt."),
        (ENDLESS, "Diese Seite hat mehr Text, als gelesen werden kann."),
    ],
)
def test_what_is_wrong_with_a_page_is_told_in_german(reason: str, words: str) -> None:
    remark = PageRemark(state="failed", pages=[(3, 3)], reason=reason, needs_recognition=False)
    [said] = remarks_of(FileReport.model_construct(remarks=[remark], findings=[]))
    assert said.text.endswith(words)
