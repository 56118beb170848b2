"""What is said of a trial's questions, of what came of them, and of its figures."""

from __future__ import annotations

from octavo.engine.evaluation.figures import Figure
from octavo.engine.evaluation.questions import Question
from octavo.session.engine_words import quoted
from octavo.session.trials.trial import TrialOutcome
from octavo.ui.chat.chips import one_line
from octavo.words import say, say_many


def wanted_words(question: Question) -> str:
    """Say what is expected of an answer."""
    name = one_line(question.pdf)
    if not question.answerable:
        return say("{name}: not in it", name=name)
    pages = ", ".join(str(page) for _, page in sorted(question.gold))
    place = say("{name}, p. {page}", name=name, page=pages) if pages else name
    return f"{place} · {quoted(one_line(question.answers[0]))}" if question.answers else place


def found_words(outcome: TrialOutcome) -> str:
    """Say where the right page stood among those found."""
    if outcome.problem is not None:
        return one_line(outcome.problem.title)
    if not outcome.question.gold or not outcome.question.answerable:
        return "–"
    if outcome.rank is None:
        return say("not found")
    return say("place {n}", n=outcome.rank + 1)


def answer_words(outcome: TrialOutcome) -> str:
    """Say what the answer was like."""
    if outcome.problem is not None:
        return one_line(outcome.problem.message)
    if outcome.refused:
        right = not outcome.question.answerable
        return say("refused, as expected") if right else say("refused")
    if not outcome.question.answerable:
        return say("answered all the same")
    if outcome.contained is None:
        return say("answered")
    return say("has the text") if outcome.contained else say("lacks the text")


def quote_words(outcome: TrialOutcome) -> str:
    """Say how many of the quotes stand on their page."""
    if outcome.problem is not None or not outcome.checked:
        return "–"
    right = sum(outcome.checked)
    return say("{n} of {all}", n=right, all=len(outcome.checked))


def figure_words(figure: Figure) -> str:
    """Say a share with its interval, and of how many cases it is."""
    share = say(
        "{value:.0f} % ({low:.0f} to {high:.0f})",
        value=100 * figure.value,
        low=100 * figure.low,
        high=100 * figure.high,
    )
    return f"{share} · {say_many('{n} case', '{n:,} cases', figure.n)}"
