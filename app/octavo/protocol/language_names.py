"""What languages are called, by their ISO 639-1 codes: those that Octavo tells apart."""

from __future__ import annotations

from typing import Final

from octavo.words import later

LANGUAGE_NAMES: Final = {
    "ar": later("Arabic"),
    "cs": later("Czech"),
    "da": later("Danish"),
    "de": later("German"),
    "el": later("Greek"),
    "en": later("English"),
    "es": later("Spanish"),
    "fa": later("Persian"),
    "fi": later("Finnish"),
    "fr": later("French"),
    "he": later("Hebrew"),
    "hi": later("Hindi"),
    "hu": later("Hungarian"),
    "it": later("Italian"),
    "ja": later("Japanese"),
    "ko": later("Korean"),
    "nb": later("Norwegian"),
    "nl": later("Dutch"),
    "pl": later("Polish"),
    "pt": later("Portuguese"),
    "ro": later("Romanian"),
    "ru": later("Russian"),
    "sv": later("Swedish"),
    "th": later("Thai"),
    "tr": later("Turkish"),
    "uk": later("Ukrainian"),
    "zh": later("Chinese"),
}
