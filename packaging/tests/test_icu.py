"""Qt does with the smaller data of ICU what it does with all of it, but for old encodings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from installers import icu, tools
from installers.layout import BuildError, internal
from octavo.ui.language import Language

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Qt brings ICU along on Linux only"
)

ASKED = r"""
import json
from PySide6.QtCore import QCollator, QLocale, QStringConverter, QStringDecoder, QTimeZone

words = "zebra Zebra öl ol Ähre abc ähre ångström zoo cote coté côte žena 東京 大阪 가 나 ñu nu"
words = words.split()
every = QLocale.matchingLocales(QLocale.AnyLanguage, QLocale.AnyScript, QLocale.AnyCountry)
told = {}
for locale in every:
    collator = QCollator(locale)
    orders = [[collator.compare(one, other) for other in words] for one in words]
    collator.setNumericMode(True)
    told[locale.name()] = [orders, collator.compare("file 9", "file 10")]
    told[locale.name()] += [locale.toUpper("ißéij"), locale.toLower("IİÉΣ")]
for code in LANGUAGES:
    told[f"zones in {code}"] = [
        QTimeZone(b"Europe/Berlin").displayName(season, kind, QLocale(code))
        for season in (QTimeZone.StandardTime, QTimeZone.DaylightTime)
        for kind in (QTimeZone.LongName, QTimeZone.ShortName, QTimeZone.OffsetName)
    ]
names = QStringConverter.availableCodecs()
told["codecs"] = {name: QStringDecoder(name).isValid() for name in names}
print(json.dumps(told))
print(open("/proc/self/maps").read())
"""
"""Texts compared as each language orders them, and what else Qt does with ICU."""


def asked(data: Path | None) -> tuple[dict[str, Any], str]:
    """Return what Qt says of texts, and which files it has loaded, with ICU's data from a file."""
    preloaded = {} if data is None else {"LD_PRELOAD": str(data)}
    done = subprocess.run(
        [tools.PYTHON, "-c", f"LANGUAGES = {icu.LANGUAGES}\n{ASKED}"],
        env={**os.environ, **preloaded, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer, _, maps = done.stdout.partition("\n")
    return json.loads(answer), maps


def test_qt_orders_text_of_all_languages_and_names_time_zones_as_with_all_data(
    bundle: Path,
) -> None:
    (small,) = (internal(bundle) / "PySide6" / "Qt" / "lib").glob("libicudata.so.*")
    assert small.stat().st_size < 6e6
    if not tools.PYTHON.exists():
        tools.prepare()
    whole, _ = asked(None)
    answer, maps = asked(small)
    assert str(small) in maps
    assert maps.count("libicudata") == maps.count(str(small))
    encodings, fewer = whole.pop("codecs"), answer.pop("codecs")
    assert len(whole) > 500
    assert answer == whole
    assert fewer == {name: encodings[name] for name in fewer}
    assert {"UTF-8", "UTF-16", "ISO-8859-1", "US-ASCII"} <= fewer.keys()


def test_what_is_kept_of_the_languages_is_kept_of_all_that_octavo_speaks() -> None:
    assert set(icu.LANGUAGES) == {*Language} - {Language.SYSTEM}


def test_a_function_that_is_not_known_stops_the_build() -> None:
    icu.refuse_unknown(["ucol_open", "u_strToUpper"])
    with pytest.raises(BuildError, match="ubrk_open"):
        icu.refuse_unknown(["ucol_open", "ubrk_open"])


def test_other_data_is_refused() -> None:
    with pytest.raises(BuildError, match="begin"):
        icu.without(b"\0" * 64)
