"""Which pages a question names: by number, in words, as slides, several at once, or the cover."""

from __future__ import annotations

import re

_ONES = (
    "zero|null one|eins two|zwei three|drei four|vier five|fünf six|sechs seven|sieben eight|acht"
    " nine|neun ten|zehn eleven|elf twelve|zwölf thirteen|dreizehn fourteen|vierzehn"
    " fifteen|fünfzehn sixteen|sechzehn seventeen|siebzehn eighteen|achtzehn nineteen|neunzehn"
    " twenty|zwanzig"
)
_NUMBERS = {word: n for n, words in enumerate(_ONES.split()) for word in words.split("|")}
_ORDERS = (
    "first|erst second|zweit third|dritt fourth|viert fifth|fünft sixth|sechst seventh|siebt"
    " eighth|acht ninth|neunt tenth|zehnt eleventh|elft twelfth|zwölft"
)
_ORDINALS = {word: n for n, words in enumerate(_ORDERS.split(), 1) for word in words.split("|")}

_ROMAN = r"(?=[ivxl]{2})l?x{0,3}(?:ix|iv|v?i{0,3})"
_NUMBER = rf"(?:[0-9]{{1,4}}|{'|'.join(_NUMBERS)}|{_ROMAN})(?![^\W_]|[.,][0-9]|\s?(?:%|°|[mc]m\b))"
_ONE = r"(?:page|pg\.?|p\.|slide|seite|folie)"
_MANY = r"(?:pages|pgs\.?|pp\.|slides|seiten|folien)"
_NO = r"\s{0,2}(?:(?:nos?|nr)\b\.?|numbers?|nummern?)?\s{0,2}"
_UNTIL = r"\s{0,2}(?:-|–|\b(?:to|through|bis)\b)\s{0,2}"
_AND = r"\s{0,2}(?:,\s{0,2}(?:and\b|und\b)?|&|\b(?:and|or|und|oder)\b)\s{0,2}"
_BEFORE = r"\b(?:(?:on|in|at|of|from|auf|von|der)\s{1,2})?(?:(?:the|der|den|die)\s{1,2})?"

# "Page 14", "slide no. 3", "pages 3, 5 and 7-9", "between pages 3 and 5", "Seite 3 bis Seite 5".
_PAGE = re.compile(
    rf"(?P<between>\b(?:between|zwischen)\s{{1,2}})?{_BEFORE}(?:"
    rf"\b{_MANY}{_NO}(?P<several>{_NUMBER}(?:(?:{_UNTIL}|{_AND})(?:{_ONE}\s{{0,2}})?{_NUMBER}){{0,20}})"
    rf"|\b{_ONE}{_NO}(?P<one>{_NUMBER}(?:{_UNTIL}(?:(?:{_ONE}|{_MANY})\s{{0,2}})?{_NUMBER})?))",
    re.IGNORECASE,
)
_ORDER = re.compile(
    rf"{_BEFORE}(?P<order>[0-9]{{1,3}}(?:st|nd|rd|th)|[0-9]{{1,3}}\.(?=\s(?:seite|folie))"
    rf"|(?:{'|'.join(_ORDINALS)})(?:e[nr]?)?)\s{{1,2}}(?:page|slide|seite|folie)\b",
    re.IGNORECASE,
)
_COVER = re.compile(
    r"\b(?:cover|front|title)\s+page\b|\b(?:titelseite|titelblatt|deckblatt)\b", re.IGNORECASE
)
_NAMED = re.compile(_NUMBER, re.IGNORECASE)
_RANGE = re.compile(
    rf"({_NUMBER}){_UNTIL}(?:(?:{_ONE}|{_MANY})\s{{0,2}})?({_NUMBER})", re.IGNORECASE
)

_MOST = 30
"""Pages from one to another: of more, only the two are named."""


def named_pages(question: str) -> frozenset[str]:
    """Return the numbers and labels of the pages that a question names.

    A slide is a page, too. A page that is named by its order ("the second page") is one by its
    number; so is a number in words. Of Roman numbers the label is returned.

    Args:
        question: As it was typed.
    """
    pages: set[str] = set()
    for found in _PAGE.finditer(question):
        text = found["several"] or found["one"]
        said = [_number(one) for one in _NAMED.findall(text)]
        pages.update(said)
        pairs = [(_number(a), _number(b)) for a, b in _RANGE.findall(text)]
        if found["between"] and len(said) == 2:
            pairs.append((said[0], said[1]))
        for first, last in pairs:
            if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= _MOST:
                pages.update(map(str, range(int(first), int(last) + 1)))
    pages.update(_place(found["order"]) for found in _ORDER.finditer(question))
    if _COVER.search(question):
        pages.add("1")
    return frozenset(pages)


def without_pages(question: str) -> str:
    """Return a question without what names pages: that stands on none."""
    for names in (_COVER, _ORDER, _PAGE):
        question = names.sub(" ", question)
    return question


def _number(text: str) -> str:
    text = text.lower()
    return str(_NUMBERS[text]) if text in _NUMBERS else str(int(text)) if text.isdigit() else text


def _place(order: str) -> str:
    order = order.lower()
    if order[0].isdigit():
        return str(int(re.sub(r"\D", "", order)))
    return next(
        str(n) for word, n in _ORDINALS.items() if re.fullmatch(rf"{word}(?:e[nr]?)?", order)
    )
