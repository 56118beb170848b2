"""Writing without spaces between words: cut into overlapping groups of characters.

Chinese, Japanese and Korean are searched by pairs of characters ("東京都" as 東京, 京都, 都), Thai
and its neighbours by threes: no dictionary is needed, and what no dictionary knows is found too.
Korean has spaces, but its words change their endings, which pairs forgive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
_HANGUL = "\uac00-\ud7a3"
_SOUTH_EAST = "\u0e01-\u0e4e\u0e81-\u0ece\u1000-\u1049\u1050-\u109d\u1780-\u17d3"

UNSPACED = _HAN + _KANA + _HANGUL + _SOUTH_EAST
"""The characters of these scripts, for use inside the brackets of a regular expression."""

_ANY = re.compile(f"[{UNSPACED}]")
_THREES = re.compile(f"[{_SOUTH_EAST}]")

_KANA_ANY = re.compile(f"[{_KANA}]")
_HANGUL_ANY = re.compile(f"[{_HANGUL}]")
_HAN_ANY = re.compile(f"[{_HAN}]")
_THAI_ANY = re.compile("[\u0e01-\u0e4e]")

# What a question is made of besides what it asks about. Single signs are only those that hardly
# any other word contains.
_CHINESE_FILLER = re.compile(
    "为什么|為什麼|什么|什麼|怎么样|怎麼樣|怎么|怎麼|怎样|怎樣|如何|哪一|哪些|哪个|哪個|哪里|哪裡|哪"
    "|多少|多久|多长|多長|多大|多高|何时|何時|几个|幾個|是否|有没有|有沒有|请问|請問|请|請|谁|誰"
    "|的|了|吗|嗎|呢|是"
)
_JAPANESE_FILLER = re.compile("[\u3041-\u309f]+|何|誰")
_KOREAN_QUESTION = re.compile(
    "(?:무엇|무슨|누구|누가|언제|어디|얼마|어떤|어떻게|어느|왜|몇|있|없|입니|인가|합니|하는)"
)
_KOREAN_ENDING = re.compile(
    "(?<=[가-힣]{2})(?:에서는|에서|에게|으로|까지|부터|이란|은|는|이|가|을|를|의|에|로|와|과|도)$"
)


def is_unspaced(text: str) -> bool:
    """Tell whether some of the text is written without spaces."""
    return _ANY.search(text) is not None


def size_of(run: str) -> int:
    """Return how many characters of such a run belong together."""
    return 3 if _THREES.match(run) else 2


def groups(run: str, *, rests: bool) -> Iterator[str]:
    """Cut a run of such characters into its groups.

    Args:
        run: Characters of these scripts only.
        rests: Also what is shorter at the end, so that each character begins one group. A text
            is kept so, and a question of a single character finds all groups that begin with it.
    """
    size = size_of(run)
    last = len(run) if rests else max(1, len(run) - size + 1)
    for i in range(last):
        yield run[i : i + size]


def script_language(text: str) -> str | None:
    """Return the language that such writing tells by itself, if any."""
    if _KANA_ANY.search(text):
        return "ja"
    if _HANGUL_ANY.search(text):
        return "ko"
    if _HAN_ANY.search(text):
        return "zh"
    return "th" if _THAI_ANY.search(text) else None


def without_fillers(question: str) -> str:
    """Return a question in such writing without what only makes it a question.

    Chinese particles and Japanese hiragana become spaces, Korean endings and question words go.
    If nothing else is there, the question is returned as it is.
    """
    match script_language(question):
        case "zh":
            rest = _CHINESE_FILLER.sub(" ", question)
        case "ja":
            rest = _JAPANESE_FILLER.sub(" ", question)
        case "ko":
            words = (re.sub(r"[^\w]+$", "", word) for word in question.split())
            kept = (word for word in words if not _KOREAN_QUESTION.match(word))
            rest = " ".join(_KOREAN_ENDING.sub("", word) for word in kept)
        case _:
            return question
    return rest if any(c.isalnum() for c in rest) else question
