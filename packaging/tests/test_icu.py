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

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Qt brings ICU along on Linux only"
)

ASKED = r"""
import json
from PySide6.QtCore import QCollator, QLocale, QStringConverter, QStringDecoder, QTimeZone

words = "zebra Zebra öl ol Ähre abc ähre ångström zoo cote coté côte žena 東京 大阪 가 나 ñu nu"
words = words.split()
told = {}
for code in ("C", "en_US", "de_DE", "sv_SE", "cs_CZ", "es_ES", "fr_CA", "zh_CN", "ja_JP", "tr_TR"):
    locale = QLocale(code)
    collator = QCollator(locale)
    orders = [[collator.compare(one, other) for other in words] for one in words]
    collator.setNumericMode(True)
    told[code] = [orders, collator.compare("file 9", "file 10")]
    told[code] += [locale.toUpper("ißéij"), locale.toLower("IİÉΣ")]
    told[code] += [
        QTimeZone(b"Europe/Berlin").displayName(QTimeZone.StandardTime, kind, locale)
        for kind in (QTimeZone.LongName, QTimeZone.ShortName, QTimeZone.OffsetName)
    ]
names = QStringConverter.availableCodecs()
told["codecs"] = {name: QStringDecoder(name).isValid() for name in names}
print(json.dumps(told))
print(open("/proc/self/maps").read())
"""
"""Texts of ten languages compared, in each order, and what else Qt does with ICU."""


def asked(data: Path | None) -> tuple[dict[str, Any], str]:
    """Return what Qt says of texts, and which files it has loaded, with ICU's data from a file."""
    preloaded = {} if data is None else {"LD_PRELOAD": str(data)}
    done = subprocess.run(
        [tools.PYTHON, "-c", ASKED],
        env={**os.environ, **preloaded, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer, _, maps = done.stdout.partition("\n")
    return json.loads(answer), maps


def test_qt_orders_text_and_names_time_zones_as_with_all_data(bundle: Path) -> None:
    (small,) = (internal(bundle) / "PySide6" / "Qt" / "lib").glob("libicudata.so.*")
    assert small.stat().st_size < 12e6
    if not tools.PYTHON.exists():
        tools.prepare()
    whole, _ = asked(None)
    answer, maps = asked(small)
    assert str(small) in maps
    assert maps.count("libicudata") == maps.count(str(small))
    encodings, fewer = whole.pop("codecs"), answer.pop("codecs")
    assert answer == whole
    assert fewer == {name: encodings[name] for name in fewer}
    assert {"UTF-8", "UTF-16", "ISO-8859-1", "US-ASCII"} <= fewer.keys()


def test_a_function_that_is_not_known_stops_the_build() -> None:
    icu.refuse_unknown(["ucol_open", "u_strToUpper"])
    with pytest.raises(BuildError, match="ubrk_open"):
        icu.refuse_unknown(["ucol_open", "ubrk_open"])


def test_other_data_is_refused() -> None:
    with pytest.raises(BuildError, match="begin"):
        icu.without(b"\0" * 64)
