"""Chips as they are drawn: one whose words were checked, beside one whose words were not."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from octavo.ui import theme
from octavo.ui.chat.chips import chip_body
from octavo.ui.chat.places import places, rectangles
from octavo.ui.chat.transcript import Transcript
from support.chat import answer, citation
from support.outcomes import colours
from support.qt import application
from support.shots import record

TEXT = "It ends after a year 【1†lease.pdf】 and the deposit is returned 【2†lease.pdf】."


@pytest.fixture(params=[theme.LIGHT, theme.DARK, theme.HIGH_LIGHT, theme.HIGH_DARK])
def worn(request: pytest.FixtureRequest) -> Iterator[theme.Theme]:
    theme.apply(application(), request.param)
    yield request.param
    theme.apply(application(), theme.LIGHT)


def drawn(transcript: Transcript) -> list[QImage]:
    """Return the pictures of the chips in view, without what is around them."""
    shown = transcript.viewport().grab().toImage()
    offset = transcript.verticalScrollBar().value()
    bodies = [
        chip_body(rectangles(transcript.document(), place)[0]).translated(0, -offset)
        for place in places(transcript.document())
    ]
    return [shown.copy(body.toAlignedRect()) for body in bodies[:2]]


def share(image: QImage, area: QRect, name: str) -> float:
    """Return how much of an area has a colour, or nearly."""
    wanted = QColor(name)
    found = colours(image, area)
    near = [
        abs(one.red() - wanted.red())
        + abs(one.green() - wanted.green())
        + abs(one.blue() - wanted.blue())
        < 30
        for one in found
    ]
    return sum(near) / len(near)


def test_an_unchecked_citation_is_an_outline_and_a_checked_one_is_filled(
    transcript: Transcript, worn: theme.Theme
) -> None:
    cited = (
        citation(TEXT, "【1†lease.pdf】"),
        citation(TEXT, "【2†lease.pdf】", verified=False),
    )
    transcript.show_messages([dataclasses.replace(answer("a", TEXT), citations=cited)])
    checked, unchecked = drawn(transcript)
    if worn in (theme.LIGHT, theme.DARK):
        record(transcript, f"chips-{'dark' if worn.dark else 'light'}")
    inner = QRect(5, 3, 3, checked.height() - 6)  # between the edge and the first letter
    assert share(checked, inner, worn.chip) == 1.0
    assert share(unchecked, inner, worn.panel) == 1.0

    def letters(image: QImage, name: str) -> float:
        return share(image, image.rect().adjusted(8, 4, -8, -4), name)

    assert letters(checked, worn.accent) > 0.03
    assert letters(checked, worn.soft_ink) < letters(checked, worn.accent) / 2
    assert letters(unchecked, worn.soft_ink) > 0.03
    assert letters(unchecked, worn.accent) < letters(unchecked, worn.soft_ink) / 2
    # its outline has gaps
    edge = [
        share(unchecked, QRect(x, 0, 1, 2), worn.panel) < 0.9
        for x in range(8, unchecked.width() - 8)
    ]
    assert 0.3 < sum(edge) / len(edge) < 0.9
    turns = sum(one is not other for one, other in itertools.pairwise(edge))
    assert turns > 8
