"""How the command line speaks of errors: words, never a traceback; the log has the rest."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from octavo.data_folder import make_data_folder
from octavo.errors import (
    AppError,
    DataFolderError,
    InputError,
    PdfError,
    ProviderError,
    SchemaTooNewError,
)

EXIT_DONE = 0
EXIT_NOT_COVERED = 1
EXIT_BAD_INPUT = 2
EXIT_FAILED = 3
EXIT_INTERRUPTED = 130

_LOG_BYTES = 1 << 20

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What could steer a terminal or turn its direction; texts come from documents."""

logger = logging.getLogger(__name__)


@dataclasses.dataclass(slots=True)
class Outcome:
    """The exit code of a command."""

    code: int = EXIT_FAILED


def printable(text: str) -> str:
    """Return the text without characters that a terminal would obey."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def say(message: str, hint: str = "") -> None:
    """Print a message for people on stderr, and below it what they can do."""
    if sys.stderr is None:  # a windowed program on Windows has none
        return
    lines = [f"octavo: {message}"] + ([f"  {hint}"] if hint else [])
    sys.stderr.write(printable("\n".join(lines)) + "\n")
    sys.stderr.flush()


def say_of(name: str, sentence: str, hint: str = "") -> None:
    """Print what is to be said of a file: the sentence alone where it names the file itself."""
    say(sentence if f"“{name}”" in sentence else f"{name}: {sentence}", hint)


@contextlib.contextmanager
def reported(data_dir: Path) -> Iterator[Outcome]:
    """Report what a command raises, and set its exit code; a bug goes to the log file whole."""
    outcome = Outcome()
    log = data_dir / "logs" / "octavo.log"
    try:
        yield outcome
    except AppError as error:
        say(error.message, _hint(error, data_dir))
        bad_input = isinstance(error, InputError | PdfError | DataFolderError) or (
            isinstance(error, ProviderError) and error.part in {"settings", "consent"}
        )
        outcome.code = EXIT_BAD_INPUT if bad_input else EXIT_FAILED
    except BrokenPipeError:  # whoever read our output has enough
        sys.stdout = None  # else Python complains again at its end
        outcome.code = EXIT_FAILED
    except Exception as error:  # noqa: BLE001 - the last line of defence
        where = _write_down(error, log)
        say(
            f"This is a fault in Octavo: {type(error).__name__}: {error}",
            f"Please report it, with {where}." if where else "Please report it.",
        )
        outcome.code = EXIT_FAILED


def _hint(error: AppError, data_dir: Path) -> str:
    """Return what to do; where the window has a button, the command that does the same."""
    if isinstance(error, SchemaTooNewError) and error.has_copy:
        return f'{error.hint}\n  Go back with: octavo restore --data-dir "{data_dir}"'
    return error.hint


def log_to(data_dir: Path) -> None:
    """Have warnings and errors written to the log file of a data folder, not to the terminal."""
    import logging.handlers  # noqa: PLC0415 - it brings sockets along: the window waits for none

    folder = data_dir / "logs"
    try:
        make_data_folder(data_dir)
        folder.mkdir(exist_ok=True)
    except OSError:
        handler: logging.Handler = logging.NullHandler()
    else:
        handler = logging.handlers.RotatingFileHandler(
            folder / "octavo.log", maxBytes=_LOG_BYTES, backupCount=2, delay=True, encoding="utf-8"
        )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


def _write_down(error: Exception, log: Path) -> Path | None:
    """Write a bug's traceback to the log; return the log if that worked."""
    log_to(log.parent.parent)
    logger.error("a fault in Octavo", exc_info=error)
    return log if log.is_file() else None
