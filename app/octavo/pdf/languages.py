"""Which languages a page is recognised in: as set, as the file says, or as its words tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_AT_ONCE = 4
"""Languages that are tried together on a document's first page; each makes it slower."""

_CODES = {
    "en": "eng",
    "de": "deu",
    "fr": "fra",
    "es": "spa",
    "it": "ita",
    "pt": "por",
    "nl": "nld",
    "pl": "pol",
    "cs": "ces",
    "sv": "swe",
    "da": "dan",
    "fi": "fin",
    "nb": "nor",
    "no": "nor",
    "hu": "hun",
    "ro": "ron",
    "tr": "tur",
    "ru": "rus",
    "uk": "ukr",
    "el": "ell",
    "ar": "ara",
    "he": "heb",
    "ja": "jpn",
    "ko": "kor",
    "hi": "hin",
    "zh": "chi_sim",
}
"""Tesseract's names of languages by those of files and systems (ISO 639-1)."""

# Words that hardly any sentence of the language is without, and few others have.
_WORDS = {
    "eng": "the of and to in is that for with was are this be as by",
    "deu": "der die und das den nicht mit ist von zu ein eine auf dem im",
    "fra": "le la les des et est une dans pour que qui pas sur du au",
    "spa": "el los las del que una por con para como más se es al su",
    "ita": "il di che della per una non con sono gli dei nel alla è si",
    "por": "os das dos que uma não com para mais por em ao se foi da",
    "nld": "het een van en dat niet te zijn op voor met aan ook door bij",
}


def candidates(
    wanted: Sequence[str], installed: Sequence[str], declared: str | None
) -> tuple[str, ...]:
    """Return the languages to recognise a document in; none only if none is installed.

    Args:
        wanted: Codes that were set; those that are not installed are left out.
        installed: Codes of what is there.
        declared: What the file says of itself, such as ``de-DE``.
    """
    chosen = tuple(code for code in wanted if code in installed)
    if chosen:
        return chosen
    own = _CODES.get((declared or "").lower().replace("_", "-").partition("-")[0])
    first = [own, *_WORDS] if own is not None else list(_WORDS)
    likely = [code for code in dict.fromkeys(first) if code in installed]
    return tuple(likely[:_AT_ONCE]) or tuple(installed[:1])


def most_likely(words: Iterable[str], languages: Sequence[str]) -> tuple[str, ...]:
    """Return the one of several languages that a text is in, or all if that cannot be told."""
    seen = [word.lower().strip(".,;:()") for word in words]
    found = {
        code: sum(word in _WORDS[code].split() for word in seen)
        for code in languages
        if code in _WORDS
    }
    best = max(found, key=lambda code: found[code], default=None)
    if best is None or found[best] < 0.05 * len(seen):
        return tuple(languages)
    others = [count for code, count in found.items() if code != best]
    return (best,) if found[best] >= 2 * max(others, default=0) else tuple(languages)
