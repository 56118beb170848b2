"""A thread as JSON, for other programs."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from octavo.session.export.thread import ExportedThread
from octavo.session.state import ChatMessage, Citation

FORMAT = "octavo-thread"
VERSION = 1


def thread_json(thread: ExportedThread) -> str:
    """Return a thread as JSON; positions count characters of the message's text."""
    made = {
        "format": FORMAT,
        "version": VERSION,
        "title": thread.title,
        "created_at": _time(thread.created_at),
        "assistant": thread.assistant,
        "messages": [_message(message) for message in thread.messages],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _message(message: ChatMessage) -> dict[str, Any]:
    problem = message.problem
    return {
        "role": message.role,
        "text": message.text,
        "kind": message.kind,
        "answered_by": message.answered_by or None,
        "unsupported": list(message.unsupported),
        "state": message.state.value,
        "created_at": _time(message.created_at),
        "passages_by_words_alone": message.by_words_alone,
        "rating": None if message.rating is None else message.rating.value,
        "citations": [_citation(citation) for citation in message.citations],
        "problem": None if problem is None else f"{problem.title}. {problem.message}".strip(),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "start": citation.start,
        "end": citation.end,
        "file_id": citation.file_id,
        "filename": citation.filename,
        "page": citation.page,
        "page_label": citation.label,
        "quote": citation.quote,
        "checked": citation.verified,
        "score": citation.score,
    }


def _time(seconds: int) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat()
