"""An assistant is put to the test: right pages, expected texts, refusals; nothing is left."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from octavo.engine.evaluation.questions import Question, read_questions
from octavo.session.trials.figures import trial_figures
from octavo.session.trials.files import questions_json
from octavo.session.trials.trial import TrialOutcome

if TYPE_CHECKING:
    from conftest import World

NAME = "lease.pdf"
QUESTIONS = [
    Question(
        "With how much notice may the tenant terminate the lease?",
        NAME,
        frozenset({(NAME, 2)}),
        ("three months", "a quarter"),
    ),
    Question("How much rent is payable every month?", NAME, frozenset({(NAME, 1)})),
    Question("Who discovered penicillin in the laboratory?", NAME, answerable=False),
    Question("What is in the other one?", "other.pdf", frozenset({("other.pdf", 1)})),
]


async def _tried(world: World, questions: list[Question]) -> list[TrialOutcome]:
    assistant = world.session.assistants.default.id
    outcomes = world.session.trials.outcomes(assistant, questions, {NAME: 0})
    return [outcome async for outcome in outcomes]


async def test_each_question_is_answered_and_judged(world: World, lease: Path) -> None:
    await world.add(lease)
    found, elsewhere, refused, unknown = await _tried(world, QUESTIONS)
    assert found.rank == 0
    assert found.contained is True
    assert found.checked
    assert all(found.checked)
    assert found.place is not None
    assert (found.place.filename, found.place.page) == (NAME, 2)
    assert elsewhere.rank not in (None, 0)  # page 3 has it, and page 1 was expected
    assert elsewhere.contained is None
    assert refused.refused
    assert unknown.problem is not None
    assert "other.pdf" in unknown.problem.message

    figures = trial_figures([found, elsewhere, refused, unknown])
    assert figures["Right page first"].value == 0.5
    assert figures["Right page first"].n == 2
    assert figures["Right page among the first five"].value == 1.0
    assert 0.5 < figures["Rank of the right page (MRR)"].value < 1.0
    assert figures["Expected text in the answer"].n == 1
    assert figures["Quotes that stand on their page"].value == 1.0
    assert figures["Refused, though answerable"].value == 0.0
    assert figures["Refused, as expected"].value == 1.0
    assert figures["Right page first"].low <= 0.5 <= figures["Right page first"].high


async def test_a_page_that_the_document_does_not_have_is_no_question(
    world: World, lease: Path
) -> None:
    await world.add(lease)
    assistant = world.session.assistants.default.id
    question = Question("How much is the rent?", NAME, frozenset({(NAME, 99)}))
    outcomes = world.session.trials.outcomes(assistant, [question], {NAME: 3})
    [outcome] = [one async for one in outcomes]
    assert outcome.problem is not None
    assert outcome.problem.message == f"“{NAME}” has no page 99: it has 3 pages."


async def test_no_thread_of_a_trial_is_left(world: World, lease: Path) -> None:
    await world.add(lease)
    await _tried(world, QUESTIONS[:1])
    assert (await world.client.list_threads()).data == []
    assert world.session.threads.items == ()


async def test_a_trial_that_is_broken_off_leaves_nothing(world: World, lease: Path) -> None:
    await world.add(lease)
    assistant = world.session.assistants.default.id
    outcomes = world.session.trials.outcomes(assistant, QUESTIONS, {NAME: 0})
    assert (await anext(outcomes)).rank == 0
    await outcomes.aclose()
    assert (await world.client.list_threads()).data == []


def test_what_is_saved_is_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "questions.json"
    path.write_bytes(questions_json(QUESTIONS))
    assert read_questions(path) == QUESTIONS


def test_nothing_asked_makes_no_figures() -> None:
    assert trial_figures([]) == {}


async def test_a_request_is_judged_by_the_quotes_that_answer_it(world: World, lease: Path) -> None:
    await world.add(lease)
    asked = [
        Question("Summarise this", NAME, frozenset({(NAME, 2)}), ("three months",)),
        Question("Which documents do I have?", NAME, answers=("lease.pdf",)),
    ]
    summary, listed = await _tried(world, asked)
    assert summary.rank is not None
    assert summary.contained
    assert not summary.refused
    assert summary.place is not None
    assert (summary.place.filename, summary.place.page) == (NAME, 2)
    assert (listed.contained, listed.checked, listed.place) == (True, (), None)
