"""The palettes keep text readable and reach widgets."""

import dataclasses
from itertools import product

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from octavo.errors import ResourceError
from octavo.ui import icons, theme
from support.qt import application


def _luminance(color):
    def linear(share):
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    value = QColor(color)
    return (
        0.2126 * linear(value.redF())
        + 0.7152 * linear(value.greenF())
        + 0.0722 * linear(value.blueF())
    )


def _contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("worn", "pair"),
    list(product((theme.LIGHT, theme.DARK), theme.TEXT_PAIRS)),
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else f"dark={value.dark}",
)
def test_text_stands_out_from_its_ground(worn, pair):
    text, ground = (getattr(worn, name) for name in pair)

    assert _contrast(text, ground) >= 4.5


def test_every_colour_is_a_colour():
    for worn in (theme.LIGHT, theme.DARK):
        for name, value in dataclasses.asdict(worn).items():
            assert name == "dark" or QColor(value).isValid(), name


def test_widgets_are_told_of_a_new_theme(qtbot):
    class Listener(QWidget):
        seen = None

        def changeEvent(self, event):
            if event.type() == QEvent.Type.PaletteChange:
                self.seen = theme.current()
            super().changeEvent(event)

    widget = Listener()
    qtbot.addWidget(widget)
    widget.show()

    theme.apply(application(), theme.DARK)
    seen = widget.seen
    theme.apply(application(), theme.LIGHT)

    assert seen is theme.DARK
    assert theme.current() is theme.LIGHT


def test_the_choice_beats_the_system():
    assert theme.resolve(theme.Scheme.LIGHT) is theme.LIGHT
    assert theme.resolve(theme.Scheme.DARK) is theme.DARK
    assert theme.resolve(theme.Scheme.SYSTEM) in (theme.LIGHT, theme.DARK)


def test_an_icon_wears_the_colour_and_the_sharpness_that_were_asked():
    drawn = icons.pixmap("plus", "#ff0000", 16, 2.0)

    image = drawn.toImage()
    assert (image.width(), drawn.devicePixelRatio()) == (32, 2.0)
    assert image.pixelColor(16, 16).name() == "#ff0000"
    assert image.pixelColor(1, 1).alpha() == 0


def test_a_missing_icon_is_named():
    with pytest.raises(ResourceError, match="no-such-icon"):
        icons.icon("no-such-icon", "#000000")
