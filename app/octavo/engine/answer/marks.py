"""Cleans a model's text as it streams: marks of passages are taken out, links are made text.

What a model writes may follow what a document told it to write. A link could carry what was asked
to a stranger, and a citation marker could point at a page that says something else: neither gets
through. Code loses nothing but the look of ``a[i](x)``, which becomes ``a[i] (x)``.
"""

from __future__ import annotations

import dataclasses
import re

_NUMBERS = r"#?\d{1,3}(?:\s*(?:,|;|&|and|und|–|-)\s*#?\d{1,3})*"
_WORD = r"(?:(?:passages?|sources?|quellen?|documents?|refs?)\s*)?"
_MARK = re.compile(rf"\[\s*{_WORD}(?P<numbers>{_NUMBERS})\s*\]", re.IGNORECASE)
_OTHER_MARK = re.compile(r"【[^】]{0,200}】")
_PERHAPS_MARK = re.compile(r"\[[\w\s#,;&–-]{0,48}$|【[^】]{0,200}$")
_OPENING = re.compile(r"[\[【]")
_RANGE = re.compile(r"(\d+)\s*[–-]\s*#?(\d+)")
_LINK = re.compile(r"(?<=\])(?=[(\[:])|(?<=<)(?=[A-Za-z/!?])")
_OWN = str.maketrans({"【": "[", "】": "]"})
_LONGEST_RANGE = 20


def says_nothing(text: str) -> bool:
    """Tell whether a text, or the beginning of one, has nothing but marks and stops in it."""
    rest = _PERHAPS_MARK.sub("", _OTHER_MARK.sub("", _MARK.sub("", text)))
    return not any(letter.isalnum() for letter in rest)


@dataclasses.dataclass(frozen=True, slots=True)
class Mark:
    """Numbers of passages that the model names; they may be of passages that do not exist."""

    numbers: tuple[int, ...]


class MarkFilter:
    """Turns the pieces of one text into clean text and marks, in order."""

    def __init__(self) -> None:
        self._held = ""
        self._last = ""

    def feed(self, text: str) -> list[str | Mark]:
        """Take the next piece and return what is sure by now."""
        self._held += text
        return self._taken(whole=False)

    def rest(self) -> list[str | Mark]:
        """Return what was held back, at the end."""
        return self._taken(whole=True)

    def _taken(self, *, whole: bool) -> list[str | Mark]:
        found: list[str | Mark] = []
        while self._held:
            opening = _OPENING.search(self._held)
            start = len(self._held) if opening is None else opening.start()
            if start:
                self._add(found, self._held[:start])
                self._held = self._held[start:]
                continue
            mark = _MARK.match(self._held)
            if mark is not None:
                found.append(Mark(_numbers(mark["numbers"])))
                self._held = self._held[mark.end() :]
            elif (other := _OTHER_MARK.match(self._held)) is not None:
                found.append(Mark(()))  # of another answer, or forged
                self._held = self._held[other.end() :]
            elif not whole and _PERHAPS_MARK.match(self._held):
                break
            else:
                self._add(found, self._held[0])
                self._held = self._held[1:]
        return found

    def _add(self, found: list[str | Mark], text: str) -> None:
        text = _LINK.sub(" ", self._last + text.translate(_OWN))[len(self._last) :]
        self._last = text[-1]
        if found and isinstance(before := found[-1], str):
            found[-1] = before + text
        else:
            found.append(text)


def _numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a mark, those of a range one by one."""
    found: list[int] = []
    for first, last in _RANGE.findall(text):
        if int(first) < int(last) <= int(first) + _LONGEST_RANGE:
            found += range(int(first), int(last) + 1)
    found += [int(number) for number in re.findall(r"\d+", text)]
    return tuple(dict.fromkeys(found))
