"""Reads the questions that an evaluation asks, and says what is wrong with a file of them.

The file is a JSON list of objects, or an object with such a list under ``questions``:

- ``question``: what is asked;
- ``pdf``: name of the PDF that it is asked of;
- ``gold_pages``: pages with the answer, counted from 1; empty or absent if they are not known;
- ``answer``: what an answer must contain, or a list of strings of which it must contain one;
- ``answerable``: false if the PDF does not say it (default: true);
- ``image_only``: true if its pages need text recognition: it is left out (default: false).

Other fields are passed over, but for those that are nearly called like one of these.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any, Final

from octavo.errors import InputError
from octavo.words import later, say

Page = tuple[str, int]
"""Name of a PDF, and page counted from 1."""

HINT: Final = later("octavo eval --help says what the file has to look like.")


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """A question whose answer is known.

    Args:
        text: What is asked.
        pdf: Name of the PDF that it is asked of.
        gold: The pages with the answer; empty if they are not known.
        answers: Strings of which an answer must contain one; empty if they are not known.
        answerable: Whether the PDF answers it.
    """

    text: str
    pdf: str
    gold: frozenset[Page] = frozenset()
    answers: tuple[str, ...] = ()
    answerable: bool = True

    def beyond(self, pages: int) -> list[int]:
        """Return the pages with the answer that a PDF of so many does not have; none if 0."""
        return sorted(page for _, page in self.gold if page > pages) if pages else []


def read_questions(path: Path) -> list[Question]:
    """Read a file of questions, those with ``image_only`` left out.

    Raises:
        InputError: the file cannot be read, or the first thing that is wrong with it.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _wrong(
            say("The questions in {path} cannot be read: {reason}.", path=path, reason=reason)
        ) from error
    except UnicodeDecodeError as error:
        raise _wrong(say("{path} is not JSON: it is no text in UTF-8.", path=path)) from error
    except json.JSONDecodeError as error:
        raise _wrong(
            say(
                "{path} is not JSON: line {line} is wrong at character {column}.",
                path=path,
                line=error.lineno,
                column=error.colno,
            )
        ) from error
    except (ValueError, RecursionError) as error:
        raise _wrong(say("{path} is not JSON that can be read.", path=path)) from error
    if isinstance(value, dict):
        value = value.get("questions")
    if not isinstance(value, list) or not value:
        raise _wrong(say("There is no list of questions in {path}.", path=path))
    found = [
        _question(one, say("question {number}", number=number))
        for number, one in enumerate(value, 1)
    ]
    asked = [question for question in found if question is not None]
    if not asked:
        raise _wrong(say("All questions in {path} are marked as image_only.", path=path))
    return asked


def _wrong(text: str) -> InputError:
    return InputError(text, hint=str(HINT))


def _question(value: Any, name: str) -> Question | None:
    if not isinstance(value, dict):
        raise _wrong(say("In the list, {name} is not an object.", name=name))
    _refuse_mistyped(value, name)
    text, pdf = (_text(value, field, name) for field in ("question", "pdf"))
    if Path(pdf).name != pdf or pdf in (".", ".."):
        raise _wrong(say("In {name}, pdf has to be a file's name without a folder.", name=name))
    pages = value.get("gold_pages") or []
    if not isinstance(pages, list) or not all(type(page) is int and page > 0 for page in pages):
        raise _wrong(say("In {name}, gold_pages has to be a list of pages from 1 on.", name=name))
    flags = {"answerable": True, "image_only": False}
    for flag, default in flags.items():
        flags[flag] = value.get(flag, default)
        if not isinstance(flags[flag], bool):
            raise _wrong(say("In {name}, {flag} has to be true or false.", name=name, flag=flag))
    if flags["image_only"]:
        return None
    return Question(
        text=text,
        pdf=pdf,
        gold=frozenset((pdf, page) for page in pages),
        answers=_answers(value.get("answer"), name) if flags["answerable"] else (),
        answerable=flags["answerable"],
    )


def _refuse_mistyped(value: dict[str, Any], name: str) -> None:
    """Refuse a field such as "gold_page" or "Answer": passed over, it would spoil the figures."""
    for field in value:
        meant = _FIELDS.get(_letters(field))
        if meant is not None and meant != field and meant not in value:
            raise _wrong(
                say(
                    "In {name}, there is a field “{field}”; it has to be called {meant}.",
                    name=name,
                    field=field,
                    meant=meant,
                )
            )


def _letters(field: str) -> str:
    return "".join(c for c in field.lower() if c.isalpha()).removesuffix("s")


_FIELDS: Final = {
    _letters(field): field
    for field in ("question", "pdf", "gold_pages", "answer", "answerable", "image_only")
}


def _text(value: dict[str, Any], field: str, name: str) -> str:
    text = value.get(field)
    if not isinstance(text, str) or not text.strip():
        raise _wrong(say("In {name}, {field} is missing or is no text.", name=name, field=field))
    return text.strip()


def _answers(value: Any, name: str) -> tuple[str, ...]:
    several = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(one, str | int | float) for one in several):
        raise _wrong(say("In {name}, answer has to be a text or a list of texts.", name=name))
    return tuple(str(one).strip() for one in several if str(one).strip())
