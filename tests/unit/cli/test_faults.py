"""How the command line speaks of errors."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo.cli.faults import printable, reported, say_of
from octavo.errors import ApiConnectionError, AppError, DataFolderInUseError, InputError


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    before = logging.root.handlers[:]
    yield
    for handler in logging.root.handlers:
        if handler not in before:
            handler.close()
    logging.root.handlers[:] = before


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError("It is wet.", hint="Dry it."), 2),
        (DataFolderInUseError("It is wet.", hint="Dry it."), 2),
        (ApiConnectionError("It is wet.", hint="Dry it."), 3),
    ],
)
def test_an_error_for_people_is_a_message_and_a_hint(
    error: AppError, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with reported(tmp_path) as outcome:
        raise error
    assert outcome.code == code
    assert capsys.readouterr().err == "octavo: It is wet.\n  Dry it.\n"


def test_a_bug_goes_to_the_log_with_its_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with reported(tmp_path) as outcome:
        raise KeyError("surprise")
    told = capsys.readouterr().err
    log = tmp_path / "logs" / "octavo.log"
    assert outcome.code == 3
    assert "This is a fault in Octavo" in told
    assert str(log) in told
    assert "Traceback" not in told
    assert "Traceback" in log.read_text()


def test_an_interrupt_is_not_held_back(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), reported(tmp_path):
        raise KeyboardInterrupt


def test_printable_keeps_text_and_takes_what_steers() -> None:
    assert printable("Mühle\t“a”\n") == "Mühle\t“a”\n"
    assert printable("\x1b[2J\x9b\N{RIGHT-TO-LEFT OVERRIDE}") == "\N{REPLACEMENT CHARACTER}[2J" + (
        "\N{REPLACEMENT CHARACTER}" * 2
    )


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("“a.pdf” has no content.", "octavo: “a.pdf” has no content.\n"),
        ("Page 2 has no text.", "octavo: a.pdf: Page 2 has no text.\n"),
    ],
)
def test_a_sentence_about_a_file_names_it_once(
    sentence: str, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    say_of("a.pdf", sentence)
    assert capsys.readouterr().err == printed
