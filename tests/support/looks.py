"""How the window looks on the walks through it: palette, language, size, direction, resolution.

``OCTAVO_LOOK`` names what is to be other than usual, such as ``dark,german,small``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Self

from octavo.ui.language import Language
from octavo.ui.settings import Scheme
from support.recorded import FOLDER

VARIABLE: Final = "OCTAVO_LOOK"
WORDS: Final = ("dark", "german", "double", "small", "large", "mirrored")
"""What can be named: ``double`` is a screen of twice the resolution, ``mirrored`` right to left."""

_SIZES: Final = {"small": (900, 600), "large": (1920, 1080)}
_SCREENS: Final = {"small": (1024, 680), "large": (1920, 1200)}
_USUAL_SCREEN: Final = (1440, 900)


@dataclass(frozen=True)
class Look:
    """What a window looks like.

    Attributes:
        words: What is other than usual, of `WORDS`.
    """

    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str) -> Self:
        """Read a look from its words, with commas between them.

        Raises:
            ValueError: there is no such word.
        """
        named = {word.strip() for word in text.split(",") if word.strip()}
        if unknown := named - set(WORDS):
            raise ValueError(f"{VARIABLE}: {', '.join(unknown)}; known are {', '.join(WORDS)}")
        return cls(tuple(word for word in WORDS if word in named))

    @property
    def name(self) -> str:
        """What tests and folders of pictures are called by; empty for the usual look."""
        return "-".join(self.words)

    @property
    def scheme(self) -> Scheme:
        return Scheme.DARK if "dark" in self.words else Scheme.LIGHT

    @property
    def language(self) -> Language:
        return Language.GERMAN if "german" in self.words else Language.ENGLISH

    @property
    def is_mirrored(self) -> bool:
        return "mirrored" in self.words

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height of the window in logical pixels; None for that of a first start."""
        return next((_SIZES[word] for word in self.words if word in _SIZES), None)

    @property
    def screen(self) -> tuple[int, int]:
        """Width and height of the screen in logical pixels."""
        return next((_SCREENS[word] for word in self.words if word in _SCREENS), _USUAL_SCREEN)

    @property
    def scale(self) -> int:
        """Pixels of the screen in a logical pixel, along a side."""
        return 2 if "double" in self.words else 1


class _Worn:
    look = Look()


def asked_for() -> Look:
    """Return the look that the environment names."""
    return Look.of(os.environ.get(VARIABLE, ""))


def worn() -> Look:
    """Return the look of the windows that are opened now."""
    return _Worn.look


@contextmanager
def wear(look: Look) -> Iterator[None]:
    """Open windows with a look for the length of a block."""
    before, _Worn.look = _Worn.look, look
    try:
        yield
    finally:
        _Worn.look = before


def prepare_screen() -> None:
    """Give Qt, before it begins, the screen of the look that the environment names."""
    look = asked_for()
    if not look.words:
        return
    os.environ["QT_SCALE_FACTOR"] = str(look.scale)
    if os.environ["QT_QPA_PLATFORM"] == "offscreen":
        width, height = (side * look.scale for side in look.screen)
        screen = {"name": "", "x": 0, "y": 0, "width": width, "height": height}
        folder = FOLDER / look.name
        folder.mkdir(parents=True, exist_ok=True)
        told = json.dumps({"screens": [{**screen, "logicalDpi": 96, "dpr": 1}]})
        (folder / "screen.json").write_text(told, encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={folder / 'screen.json'}"
