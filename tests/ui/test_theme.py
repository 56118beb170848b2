"""The palettes keep text readable and reach widgets."""

import dataclasses
import types
from itertools import product

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from octavo.errors import ResourceError
from octavo.ui import icons, theme
from octavo.ui.palettes import HIGHLIGHT_ALPHA
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


@pytest.mark.parametrize("worn", [theme.HIGH_LIGHT, theme.HIGH_DARK], ids=["light", "dark"])
def test_with_more_contrast_text_stands_out_more_and_lines_can_be_seen(worn):
    for pair in theme.TEXT_PAIRS:
        text, ground = (getattr(worn, name) for name in pair)
        assert _contrast(text, ground) >= 7, pair
    for ground in ("window", "panel", "raised"):
        assert _contrast(worn.line, getattr(worn, ground)) >= 3, ground


@pytest.mark.parametrize(
    ("choice", "wants_more", "worn"),
    [
        (theme.Scheme.LIGHT, False, theme.LIGHT),
        (theme.Scheme.LIGHT, True, theme.HIGH_LIGHT),
        (theme.Scheme.DARK, True, theme.HIGH_DARK),
        (theme.Scheme.HIGH_LIGHT, False, theme.HIGH_LIGHT),
        (theme.Scheme.HIGH_DARK, False, theme.HIGH_DARK),
    ],
)
def test_a_system_that_wants_more_contrast_gets_it(qtbot, monkeypatch, choice, wants_more, worn):
    wish = Qt.ContrastPreference.HighContrast if wants_more else Qt.ContrastPreference.NoPreference

    class Hints:
        def accessibility(self):
            return self

        def contrastPreference(self):
            return wish

    system = types.SimpleNamespace(styleHints=Hints)
    monkeypatch.setattr(theme, "QGuiApplication", system)
    assert theme.resolve(choice) is worn


def test_every_colour_is_a_colour():
    for worn in (theme.LIGHT, theme.DARK, theme.HIGH_LIGHT, theme.HIGH_DARK):
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


@pytest.mark.parametrize("worn", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_what_a_field_asks_for_can_be_read(qtbot, worn, kind):
    """A style sheet that names no colour for it makes it half transparent: 3.3 : 1."""
    theme.apply(application(), worn)
    try:
        field = kind()
        qtbot.addWidget(field)
        field.setPlaceholderText("Ask")
        field.ensurePolished()
        assert field.palette().color(QPalette.ColorRole.PlaceholderText) == QColor(worn.soft_ink)
    finally:
        theme.apply(application(), theme.LIGHT)


@pytest.mark.parametrize(
    "worn",
    [theme.LIGHT, theme.DARK, theme.HIGH_LIGHT, theme.HIGH_DARK],
    ids=["light", "dark", "high-light", "high-dark"],
)
def test_marked_words_can_be_read(worn):
    """On a page the highlight lies on paper, among what was found on a row of the window."""
    share = HIGHLIGHT_ALPHA
    papers = (theme.PAPER, theme.DIM_PAPER)
    for ground in (*papers, worn.raised, worn.selection):
        if worn.dark and ground not in papers:
            mixed = QColor(worn.highlight)
        else:
            over, under = QColor(worn.highlight), QColor(ground)
            mixed = QColor.fromRgbF(
                *(
                    share * one + (1 - share) * other
                    for one, other in zip(over.getRgbF()[:3], under.getRgbF()[:3], strict=True)
                )
            )
        assert _contrast(theme.LIGHT.ink, mixed) >= 4.5


@pytest.mark.parametrize(
    ("worn", "on", "paper"),
    [
        (theme.LIGHT, True, theme.PAPER),
        (theme.DARK, True, theme.DIM_PAPER),
        (theme.DARK, False, theme.PAPER),
        (theme.HIGH_DARK, True, theme.PAPER),
    ],
)
def test_pages_are_dimmed_where_it_is_dark_and_wanted(worn, on, paper):
    app = application()
    theme.apply(app, worn)
    theme.dim_pages(app, on=on)
    try:
        assert theme.paper() == paper
        assert _contrast(theme.LIGHT.ink, theme.paper()) >= 4.5
    finally:
        theme.dim_pages(app, on=False)
        theme.apply(app, theme.LIGHT)


@pytest.mark.parametrize("worn", [theme.LIGHT, theme.DARK, theme.HIGH_LIGHT, theme.HIGH_DARK])
def test_the_frame_of_a_checked_box_can_be_seen(qtbot, worn):
    theme.apply(application(), worn)
    try:
        holder = QWidget()
        qtbot.addWidget(holder)
        box = QCheckBox("Tell me", holder)
        box.setChecked(True)
        holder.resize(200, 40)
        box.setGeometry(10, 10, 150, 20)
        image = holder.grab().toImage()
        ground = image.pixelColor(2, 2)
        row = [image.pixelColor(x, 20) for x in range(8, 26)]
        frame = next(one for one in row if _contrast(one, ground) > 1.5)
        assert _contrast(frame, ground) >= 3
    finally:
        theme.apply(application(), theme.LIGHT)
