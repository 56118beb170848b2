"""Code in tones: nothing of it is lost, whatever it is written in."""

from __future__ import annotations

import pytest

from octavo.ui.chat.highlighting import MOST, Tone, toned

SAMPLES = {
    "python": "def f(x: int) -> str:\n\n    return f'{x}'  # why\n",
    "json": '{"a": [1, 2.5, null]}',
    "bash": 'for f in *.pdf; do echo "$f"; done',
    "html": "<p class='x'>Ä &amp; ö</p>\n\n\n",
    "no-such-language": "anything\n\tat all",
    "": "plain",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_nothing_is_lost_or_added(language: str) -> None:
    code = SAMPLES[language]
    assert "".join(text for text, _ in toned(language, code)) == code.rstrip("\n") or (
        "".join(text for text, _ in toned(language, code)) == code
    )


def test_words_have_their_tones() -> None:
    tones = {text.strip(): tone for text, tone in toned("python", SAMPLES["python"])}
    assert (tones["def"], tones["f"], tones["# why"]) == (Tone.KEYWORD, Tone.NAME, Tone.COMMENT)


def test_very_long_code_stays_plain() -> None:
    assert toned("python", "x = 1\n" * MOST)[0][1] is Tone.PLAIN


def test_what_a_lexer_would_change_stays_as_it_is() -> None:
    code = "a = 1\r\nb = '\u2028'"
    assert "".join(text for text, _ in toned("python", code)) == code


def test_every_language_is_known_by_its_other_names() -> None:
    assert toned("css", "p { color: red; }") != (("p { color: red; }", Tone.PLAIN),)
    assert toned("JS", "let x = 1") == toned("javascript", "let x = 1") != (("let x = 1", ""),)
