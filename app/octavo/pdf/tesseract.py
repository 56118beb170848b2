"""Text recognition by the Tesseract program, which is started for each page."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import fmean

from octavo.pdf.recognition import GreyImage, Recognised, RecognisedWord, RecognitionError
from octavo.words import later

_LIST_WITHIN = 20.0
_LEAST_CONFIDENCE = 25.0
"""Percent; below, it is nearly always a piece of a picture and no word."""

_LEAST_OF_LINE = 40.0

_UNSURE = 65.0
"""Percent, of all words of a page: print on its head gets 40 to 50, other print above 90."""

_SURER = 15.0
"""Percent that a page must gain by being turned, to be taken as turned."""

_AS_MANY = 0.5
"""Share of the words that a page must have when turned, to be taken as turned."""

_ENOUGH_TIME = 0.5
"""Share of the time that must be left for looking at a page a second time."""

_NO_LANGUAGES = frozenset({"osd", "equ", "snum"})
_TSV_COLUMNS = 12
_FLAGS = 0x0800_0000 if sys.platform == "win32" else 0  # no console window
_LINE, _WORD = "4", "5"


class Tesseract:
    """Implements `octavo.pdf.recognition.OcrEngine`.

    Args:
        program: Path of the program.
    """

    def __init__(self, program: str) -> None:
        self._program = program

    def languages(self) -> tuple[str, ...]:
        listed = self._run(["--list-langs"], b"", _LIST_WITHIN).splitlines()[1:]  # below a title
        return tuple(code for code in map(str.strip, listed) if code and code not in _NO_LANGUAGES)

    def recognise(self, image: GreyImage, languages: Sequence[str], seconds: float) -> Recognised:
        began = time.monotonic()
        words, sure = self._read(image, languages, seconds)
        left = seconds - (time.monotonic() - began)
        if sure >= _UNSURE or left < _ENOUGH_TIME * seconds:
            return Recognised(words)
        # It finds lines that run upwards and downwards by itself, but reads some of them, as all
        # that stand on their head, from their end.
        turned = image._replace(pixels=image.pixels[::-1])
        try:
            words_turned, sure_turned = self._read(turned, languages, left)
        except RecognitionError:
            return Recognised(words)
        # Where hardly anything is taken for words, that is soon sure.
        if sure_turned < sure + _SURER or len(words_turned) < _AS_MANY * len(words):
            return Recognised(words)
        return Recognised(words_turned, turns=2)

    def _read(
        self, image: GreyImage, languages: Sequence[str], seconds: float
    ) -> tuple[list[RecognisedWord], float]:
        """Return the words of a picture, and how sure it is of all that it took for words."""
        picture = b"P5\n%d %d\n255\n" % (image.width, image.height) + image.pixels
        options = ["stdin", "stdout", "-l", "+".join(languages), "--dpi", str(round(image.dpi))]
        return _words(self._run([*options, "tsv"], picture, seconds))

    def _run(self, options: Sequence[str], data: bytes, seconds: float) -> str:
        try:
            done = subprocess.run(  # noqa: S603 - the program that was found or set
                [self._program, *options],
                input=data,
                capture_output=True,
                timeout=seconds,
                check=False,
                creationflags=_FLAGS,
                # One thread: the rest of the machine is the person's.
                env=os.environ | {"OMP_THREAD_LIMIT": "1"},
            )
        except subprocess.TimeoutExpired as error:
            raise RecognitionError(
                later("Recognising the text of this page took too long.")
            ) from error
        except OSError as error:
            raise RecognitionError(
                later("Tesseract cannot be started: {strerror}.", strerror=error.strerror),
                hint=later("Install it again."),
            ) from error
        if done.returncode != 0:
            said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2][:200]
            raise RecognitionError(later("Tesseract failed: {said}", said=said))
        return done.stdout.decode(errors="replace")


def _words(table: str) -> tuple[list[RecognisedWord], float]:
    """Read Tesseract's table: a row for each block, paragraph, line and word.

    Returns:
        The words that are worth it, and the mean confidence of all, in percent; 100 without any.
    """
    lines: dict[tuple[int, ...], tuple[int, int]] = {}
    found: dict[tuple[int, ...], list[tuple[RecognisedWord, float]]] = {}
    confidences: list[float] = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < _TSV_COLUMNS or cells[0] not in {_LINE, _WORD}:
            continue
        line = tuple(int(cell) for cell in cells[1:5])
        left, top, width, height = (int(cell) for cell in cells[6:10])
        if cells[0] == _LINE:
            lines[line] = top, top + height
            continue
        confidence, text = float(cells[10]), "".join(cells[11].split())
        if text:
            confidences.append(confidence)
        if text and confidence >= _LEAST_CONFIDENCE:
            word = RecognisedWord(
                text,
                line,
                left,
                top,
                left + width,
                top + height,
                *lines.get(line, (top, top + height)),
            )
            found.setdefault(line, []).append((word, confidence))
    kept = [
        word
        for words in found.values()
        if sum(confidence for _, confidence in words) >= _LEAST_OF_LINE * len(words)
        for word, _ in words
    ]
    return kept, fmean(confidences) if confidences else 100.0
