"""Questions of a trial as a file, which `octavo eval` reads, too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from octavo.engine.evaluation.questions import Question


def questions_json(questions: Sequence[Question]) -> bytes:
    """Return questions as the JSON that `octavo.engine.evaluation.questions` reads."""
    made = [_fields(question) for question in questions]
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


def _fields(question: Question) -> dict[str, Any]:
    fields: dict[str, Any] = {"question": question.text, "pdf": question.pdf}
    if question.gold:
        fields["gold_pages"] = sorted(page for _, page in question.gold)
    if question.answers:
        fields["answer"] = list(question.answers)
    if not question.answerable:
        fields["answerable"] = False
    return fields
