"""Each text that people see is in the translation files, and what is there fits it."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

import translations
from translations import FOLDER, LANGUAGES, Message, TextError, Translation


def names(text: str) -> list[str]:
    """Return the names and formats of a text's values, sorted."""
    parsed = string.Formatter().parse(text)
    return sorted(f"{name}:{form}" for _, name, form, _ in parsed if name is not None)


def source(folder: Path, text: str) -> Path:
    (folder / "octavo").mkdir()
    (folder / "octavo" / "part.py").write_text(
        f"from octavo.words import later, say, say_many\n{text}\n", encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_have_exactly_the_texts_of_the_code(language: str) -> None:
    catalogue = translations.read(FOLDER / f"octavo_{language}.ts")
    assert list(catalogue) == translations.collect(), "run packaging/translations.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_translate(language: str) -> None:
    catalogue = translations.read(FOLDER / f"octavo_{language}.ts")
    assert not [message.source for (_, message), done in catalogue.items() if not done.finished]


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_same_values(language: str) -> None:
    catalogue = translations.read(FOLDER / f"octavo_{language}.ts")
    for (_, message), done in catalogue.items():
        for number, form in enumerate(done.forms):
            # the singular may do without its number
            allowed = [message.source, message.one or message.source][: 2 - number]
            assert names(form) in [names(text) for text in allowed], message.source


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_up_to_date(language: str, tmp_path: Path) -> None:
    path = FOLDER / f"octavo_{language}.ts"
    translations.compile_file(path, tmp_path / "new.qm")
    committed = path.with_suffix(".qm").read_bytes()
    assert (tmp_path / "new.qm").read_bytes() == committed, "run packaging/translations.py"


def test_texts_are_collected_with_their_modules(tmp_path: Path) -> None:
    code = (
        'KEPT = later("Kept")\n'
        "def f(n):\n"
        '    return say("A long " "text"), say_many("{n} page", "{n} pages", n), say("A long text")'
    )
    assert translations.collect(source(tmp_path, code)) == [
        ("octavo.part", Message("Kept")),
        ("octavo.part", Message("A long text")),
        ("octavo.part", Message("{n} pages", "{n} page")),
    ]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("def f(x): return say(x)", "not written out"),
        ("def f(n): return say_many('{n} page', n, 2)", "not written out"),
        ("def f(x): return say(f'a {x}')", "not written out"),
        ("TITLE = say('Title')", "no language is chosen yet"),
        ("class A:\n    title = say('Title')", "no language is chosen yet"),
        ("def f(title=say('Title')): ...", "no language is chosen yet"),
        ("def f(x): return map(say, x)", "without being called"),
    ],
)
def test_what_cannot_be_collected_is_refused(tmp_path: Path, code: str, why: str) -> None:
    with pytest.raises(TextError, match=why):
        translations.collect(source(tmp_path, code))


def test_what_is_translated_is_kept_also_when_it_moves(tmp_path: Path) -> None:
    file = tmp_path / "octavo_de.ts"
    shown, pages = Message("Show & tell"), Message("{n} pages", "{n} page")
    done = {
        ("octavo.a", shown): Translation(("Zeigen & sagen",), finished=True),
        ("octavo.a", pages): Translation(("{n} Seite", "{n} Seiten"), finished=True),
    }
    file.write_text(translations.write(done, "de"), encoding="utf-8")
    assert translations.read(file) == done

    wanted = [("octavo.b", shown), ("octavo.a", pages), ("octavo.b", Message("New"))]
    new = translations.bring_up_to_date(wanted, translations.read(file), forms=2)
    assert list(new) == wanted
    assert new["octavo.b", shown].forms == ("Zeigen & sagen",)
    assert new["octavo.a", pages].forms == ("{n} Seite", "{n} Seiten")
    assert not new["octavo.b", Message("New")].finished
