"""Text recognition by RapidOCR, which pip installs with its models: the extra ``ocr``.

It finds lines in a picture and reads each; it has no notion of columns, so what stands beside a
clear gutter is put into reading order here.
"""

from __future__ import annotations

import importlib
import logging
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

import numpy as np

from octavo.extras import how_to_mend
from octavo.pdf.columns import in_reading_order
from octavo.pdf.recognition import (
    GreyImage,
    Recognised,
    RecognisedWord,
    RecognitionError,
)
from octavo.telemetry import load_onnxruntime
from octavo.words import later

LANGUAGES = (
    "eng", "deu", "fra", "spa", "ita", "por", "nld", "pol", "ces", "swe", "dan", "fin", "nor",
    "hun", "ron", "tur", "ell", "chi_sim", "jpn",
)  # fmt: skip
"""Languages whose letters are all among those that its model knows."""

_DETECTOR, _READER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"

_UNSURE = 0.85
"""Lines that are read from their end get 0.65 to 0.77, others above 0.98."""

_AS_SURE = 0.05

_AS_MANY = 0.5
"""Share of the words that a page must have when turned, to be taken as turned."""

_FIRST_UNSPACED = "\u2e80"
"""Letters from here on stand without spaces between words; each comes as a word of its own."""


class RapidOcr:
    """Implements `octavo.pdf.recognition.OcrEngine`, in this process.

    It cannot be stopped while it works: whoever uses it ends the process.

    Raises:
        RecognitionError: if it is not whole.
    """

    def __init__(self) -> None:
        try:
            load_onnxruntime()  # before RapidOCR does
            package = importlib.import_module("rapidocr")
            models = Path(str(package.__file__)).parent / "models"
            for name in (_DETECTOR, _READER):
                # One that is missing would be fetched from the network.
                if not (models / name).is_file():
                    raise RecognitionError(
                        later("RapidOCR lacks its model {name}.", name=name),
                        hint=how_to_mend("rapidocr"),
                    )
            self._engine: Any = package.RapidOCR(
                params={
                    "Global.log_level": "critical",
                    "Global.use_cls": False,  # lines that stand on their head
                    "Det.model_path": str(models / _DETECTOR),
                    "Rec.model_path": str(models / _READER),
                    # One thread: the rest of the machine is the person's.
                    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                }
            )
        except ImportError as error:
            raise RecognitionError(
                later("RapidOCR cannot be loaded: {error}.", error=error),
                hint=how_to_mend("rapidocr"),
            ) from error
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)

    def languages(self) -> tuple[str, ...]:
        return LANGUAGES

    def recognise(
        self,
        image: GreyImage,
        languages: Sequence[str],  # noqa: ARG002 - it reads all of them at once
        seconds: float,
    ) -> Recognised:
        pixels = np.frombuffer(image.pixels, dtype=np.uint8).reshape(image.height, image.width)
        # It cannot be stopped: it looks again only where as long as before is left twice over.
        until = time.monotonic() + seconds / 3
        best = self._look(pixels, 0)
        if best.is_sideways and time.monotonic() < until:
            other = self._look(pixels, 1)
            # Not so where the letters stand upright.
            if other.sure > best.sure - _AS_SURE and _has_as_much(other, best):
                best = other
        if best.sure < _UNSURE and time.monotonic() < until:
            other = self._look(pixels, (best.turns + 2) % 4)
            if other.sure > best.sure and _has_as_much(other, best):
                best = other
        return Recognised(best.words, best.turns)

    def _look(self, pixels: Any, turns: int) -> _Look:
        """Recognise a picture turned by so many quarters, against the clock."""
        turned = np.ascontiguousarray(np.rot90(pixels, turns))
        found = self._engine(turned, return_word_box=True)
        if found.boxes is None:
            return _Look([], turns, 1.0, is_sideways=False)
        boxes = [_upright(corners) for corners in found.boxes]
        words = [
            word
            for number, i in enumerate(in_reading_order(boxes, turned.shape[1]))
            for word in _words_of(found.word_results[i], number, boxes[i])
        ]
        tall = sum(bottom - top > right - left for left, top, right, bottom in boxes)
        return _Look(words, turns, fmean(found.scores), is_sideways=tall > len(boxes) / 2)


class _Look(NamedTuple):
    """What was seen in a picture turned by so many quarters, and how sure it is, from 0 to 1."""

    words: list[RecognisedWord]
    turns: int
    sure: float
    is_sideways: bool


def _has_as_much(one: _Look, other: _Look) -> bool:
    """Tell whether about as many words were seen: where hardly any are, that is soon sure."""
    return len(one.words) >= _AS_MANY * len(other.words)


_Box = tuple[int, int, int, int]


def _upright(corners: Any) -> _Box:
    """Return left, top, right and bottom of a box that is given by its corners."""
    across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return round(min(across)), round(min(down)), round(max(across)), round(max(down))


def _words_of(found: Any, number: int, line: _Box) -> list[RecognisedWord]:
    """Return the words of a line, those that stand without spaces as one."""
    words: list[RecognisedWord] = []
    for text, _, corners in found:
        if not text.strip():
            continue
        box = _upright(corners)
        before = words[-1] if words else None
        if before is not None and _unspaced(before.text[-1]) and _unspaced(text[0]):
            words[-1] = before._replace(text=before.text + text, right=max(before.right, box[2]))
            continue
        # Each line is a paragraph of its own: its height is that of its letters.
        words.append(RecognisedWord("".join(text.split()), (number, 0), *box, line[1], line[3]))
    return words


def _unspaced(letter: str) -> bool:
    return letter >= _FIRST_UNSPACED
