"""What counts as a right written answer, beside the extract's."""

from __future__ import annotations

import pytest

from octavo.cli.evaluate import spread
from octavo.cli.evaluate_written import report_written, written_text
from octavo.engine.answer.quotes import Quote
from octavo.engine.evaluation.measure import Outcome, Taken
from octavo.engine.evaluation.questions import Question
from octavo.engine.evaluation.written import contains, written_of
from octavo.protocol.messages import MessageObject
from support.answering import message_json

RENT = Question("How much is the rent?", "lease.pdf", frozenset({("lease.pdf", 2)}), ("900 euros",))
NOBODY = Question("Who discovered penicillin?", "lease.pdf", answerable=False)
TAKEN = Taken({"lease.pdf": "vs_1"}, {"file_1": "lease.pdf"})


@pytest.mark.parametrize(
    ("text", "answers", "right"),
    [
        ("The rent is 900 euros a month.", ("900 Euros",), True),
        ("It is 18.29 % of all.", ("18.29%",), True),
        ("It was founded in 2014.", ("4",), False),  # a number is a whole number
        ("There are 4 of them.", ("4",), True),
        ("2,400 in all", ("$2400",), True),
        ("The answer is not here.", ("900 euros",), False),
        ("Glass fibre.", ("fibreglass", "glass fibre"), True),
        ("", ("",), False),
    ],
)
def test_an_answer_is_contained_as_words_or_as_a_whole_number(
    text: str, answers: tuple[str, ...], right: bool
) -> None:
    assert contains(text, answers) is right


def message(value: str, page: int | None, **fields: object) -> MessageObject:
    marker = "【1†lease p. 2】"
    notes = []
    if page is not None:
        start = value.index(marker)
        cited = {"file_id": "file_1", "page": page, "verified": True, "quote": "The rent is 900."}
        notes = [
            {
                "type": "file_citation",
                "text": marker,
                "file_citation": cited,
                "start_index": start,
                "end_index": start + len(marker),
            }
        ]
    text = {"value": value, "annotations": notes, "unsupported": fields.pop("unsupported", None)}
    return MessageObject.model_validate(
        message_json(content=[{"type": "text", "text": text}], **fields)
    )


def outcome(question: Question, *, refused: bool, page: int = 1) -> Outcome:
    quote = Quote(
        "file_1", "", page, str(page), "The rent is 900 euros.", 0, 22, 1.0, verified=True
    )
    return Outcome(question, 0, refused, 1.0, (quote,), 0.1)


def test_both_sides_of_the_same_questions_are_counted() -> None:
    told = message(
        "It is 900 euros 【1†lease p. 2】. It is cheap.",
        2,
        answer_kind="written",
        answered_by="local/a",
        unsupported=[(32, 44)],
    )
    right = written_of(RENT, told, model="local/a", seconds=3.0)
    assert right.text == "It is 900 euros . It is cheap."  # the marker's page is no answer
    assert right.cites(TAKEN.pdfs)
    assert right.unsupported == ("It is cheap.",)
    refusal = message("Not covered.", None, answer_kind="not_covered", answered_by="local/a")
    refused = written_of(NOBODY, refusal, model="local/a", seconds=1.0)
    outcomes = [outcome(RENT, refused=False), outcome(NOBODY, refused=False)]
    report = report_written("local/a", outcomes, [right, refused], TAKEN)
    shares = {
        name: [one and one.value for one in (pair.extract, pair.written)]
        for name, pair in report.pairs.items()
    }
    assert shares == {
        "answer contained": [1.0, 1.0],
        "right page cited": [0.0, 1.0],
        "refused, though answerable": [0.0, 0.0],
        "refused, unanswerable": [0.0, 1.0],
        "citations checked": [1.0, 1.0],
    }
    assert (report.unsupported, report.instead) == (1, 0)
    table = written_text(report)
    assert "right page cited" in table
    assert "n=2/1" in table  # two quotes, one citation


def test_an_extract_in_the_models_place_is_told() -> None:
    quoted = message(
        "“The rent is 900.”", None, answer_kind="quotes", answered_by="octavo-extractive"
    )
    one = written_of(RENT, quoted, model="local/a", seconds=1.0)
    assert one.instead
    assert not one.refused


def test_a_sample_is_spread_evenly() -> None:
    questions = [Question(str(i), "a.pdf") for i in range(10)]
    assert [q.text for q in spread(questions, 3)] == ["0", "3", "6"]
    assert spread(questions, None) == spread(questions, 99) == questions
