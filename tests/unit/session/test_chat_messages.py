"""The engine's messages as the chat shows them."""

from __future__ import annotations

from typing import Any

from octavo.protocol.messages import MessageDeltaObject, MessageObject
from octavo.session.growing import grow
from octavo.session.messages import QUESTION, chat_message, silent_answer, thread_messages
from octavo.session.state import ChatMessage, MessageState
from support.runs import run


def message(text: str = "", **changed: Any) -> MessageObject:
    content = [{"type": "text", "text": {"value": text, "annotations": changed.pop("notes", [])}}]
    values: dict[str, Any] = {
        "id": "msg_1",
        "created_at": 10,
        "thread_id": "thread_1",
        "status": "completed",
        "incomplete_details": None,
        "completed_at": None,
        "incomplete_at": None,
        "role": "assistant",
        "content": content if text else [],
        "assistant_id": None,
        "run_id": "run_1",
        "attachments": None,
        "metadata": {},
    }
    return MessageObject.model_validate(values | changed)


NOTE = {
    "type": "file_citation",
    "text": "【1†a.pdf p. 3】",
    "start_index": 6,
    "end_index": 20,
    "file_citation": {
        "file_id": "file-1",
        "filename": "a.pdf",
        "page": 5,
        "page_label": "iii",
        "quote": "Quote",
        "rects": [[1, 2, 3, 4]],
        "verified": True,
        "score": 0.5,
    },
}


def test_a_citation_keeps_its_place_in_the_text_and_in_the_document() -> None:
    (cited,) = chat_message(message("Quote 【1†a.pdf p. 3】", notes=[NOTE])).citations
    assert (cited.start, cited.end) == (6, 20)
    assert (cited.file_id, cited.filename, cited.page, cited.label) == ("file-1", "a.pdf", 5, "iii")
    assert cited.rects == ((1, 2, 3, 4),)
    assert (cited.quote, cited.verified, cited.score) == ("Quote", True, 0.5)


def test_it_is_kept_how_many_passages_words_alone_decided_about() -> None:
    assert chat_message(message("Quote", by_words_alone=7)).by_words_alone == 7
    assert chat_message(message("Quote")).by_words_alone == 0


def test_a_citation_of_another_server_without_page_is_unverified() -> None:
    bare = NOTE | {"file_citation": {"file_id": "file-1"}}
    (cited,) = chat_message(message("Quote 【1†source】", notes=[bare])).citations
    assert (cited.page, cited.label, cited.verified, cited.filename) == (None, "", False, "")


def test_places_in_a_second_block_are_shifted() -> None:
    first = {"type": "text", "text": {"value": "First.", "annotations": []}}
    second = {"type": "text", "text": {"value": "Quote 【1†a.pdf p. 3】", "annotations": [NOTE]}}
    shown = chat_message(message(content=[first, second]))
    (cited,) = shown.citations
    assert shown.text[cited.start : cited.end] == "【1†a.pdf p. 3】"


def test_a_failed_run_gives_its_message_the_reason() -> None:
    half = message("Half", status="incomplete", incomplete_details={"reason": "run_failed"})
    shown = chat_message(half, run())
    assert shown.state == MessageState.FAILED
    assert shown.problem is not None
    assert shown.problem.message == "The lamp went out."


def test_a_cancelled_run_leaves_a_stopped_message_without_problem() -> None:
    half = message("Half", status="incomplete", incomplete_details={"reason": "run_cancelled"})
    shown = chat_message(half)
    assert (shown.state, shown.problem) == (MessageState.STOPPED, None)


def test_a_run_that_failed_without_a_message_shows_after_its_question() -> None:
    first = message("Why?", id="msg_q1", role="user", run_id=None)
    second = message("And now?", id="msg_q2", role="user", run_id=None)
    failed = run(metadata={QUESTION: "msg_q1"})
    assert [m.id for m in thread_messages([first, second], [failed])] == [
        "msg_q1",
        "run_1",
        "msg_q2",
    ]


def test_such_a_run_without_a_named_question_shows_by_its_time() -> None:
    first = message("Why?", id="msg_q1", role="user", run_id=None, created_at=5)
    second = message("And now?", id="msg_q2", role="user", run_id=None, created_at=20)
    shown = thread_messages([first, second], [run(created_at=6)])
    assert [m.id for m in shown] == ["msg_q1", "run_1", "msg_q2"]


def test_a_completed_run_needs_nothing_in_its_place() -> None:
    assert silent_answer(run(status="completed")) is None


def test_a_message_grows_by_text_and_citations() -> None:
    start = ChatMessage("msg_1", "assistant", "Quote ", None, MessageState.STREAMING)
    note = NOTE | {"index": 0}
    delta = MessageDeltaObject.model_validate(
        {
            "id": "msg_1",
            "delta": {
                "content": [
                    {
                        "index": 0,
                        "type": "text",
                        "text": {"value": "【1†a.pdf p. 3】", "annotations": [note]},
                    }
                ]
            },
        }
    )
    grown, growth = grow(start, delta)
    assert grown.text == "Quote 【1†a.pdf p. 3】"
    assert growth.text == "【1†a.pdf p. 3】"
    assert [c.page for c in growth.citations] == [c.page for c in grown.citations] == [5]
