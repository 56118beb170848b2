"""Other names of what a question asks for: short forms, and the terms of annual reports.

A model of meaning that fits into a program like this one does not know that capital expenditure is
called purchases of property, plant and equipment where it is reported. Only names that mean
the same wherever both are used belong here: they count as what is asked for. Everyday words and
what documents say for them (``paraphrases``) count less, and are marked.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence

from octavo.engine.text.languages import Language
from octavo.engine.text.paraphrases import PARAPHRASES
from octavo.engine.text.words import stem, words

# Names of the same, by language. The ampersand is no letter: "PP&E" is the words "pp" and "e".
_SAME: dict[Language, tuple[tuple[str, ...], ...]] = {
    "en": (
        ("telephone", "phone", "tel"),
        ("chief executive officer", "ceo"),
        ("chief financial officer", "cfo"),
        ("chief operating officer", "coo"),
        (
            "income statement", "statement of income", "statement of operations",
            "statement of earnings", "profit and loss statement", "p&l",
            "statement of profit or loss",
        ),
        ("balance sheet", "statement of financial position", "statement of financial condition"),
        ("cash flow statement", "statement of cash flows"),
        (
            "capital expenditure", "capex", "capital spending",
            "purchases of property, plant and equipment", "purchases of property and equipment",
            "additions to property, plant and equipment", "additions to property and equipment",
        ),
        (
            "property, plant and equipment", "property, plant & equipment", "pp&e", "ppe", "ppne",
            "fixed assets",
        ),
        ("revenue", "net sales"),
        ("cost of goods sold", "cogs", "cost of sales", "cost of revenue", "cost of products sold"),
        ("earnings per share", "eps", "income per share"),
        (
            "selling, general and administrative", "selling, general & administrative", "sg&a",
        ),
        ("research and development", "research & development", "r&d"),
        ("depreciation and amortization", "depreciation & amortization", "d&a"),
        ("operating income", "operating profit", "income from operations"),
        ("net income", "net earnings", "net profit"),
        ("accounts receivable", "trade receivables"),
        ("accounts payable", "trade payables"),
        ("shareholders' equity", "stockholders' equity", "shareowners' equity"),
        ("cash from operations", "operating cash flow", "cash provided by operating activities"),
        ("mergers and acquisitions", "m&a"),
        (
            "auditor", "audited", "independent auditor", "independent accountant",
            "independent registered public accounting firm",
        ),
        (
            "legal proceedings", "legal battles", "litigation", "lawsuits", "legal disputes",
            "named defendant",
        ),
        ("employees", "headcount", "workforce", "people employed", "employed"),
        ("share repurchases", "buy back", "buybacks", "repurchases of shares", "treasury stock"),
    ),
    "de": (
        ("telefon", "telefonnummer", "rufnummer", "tel"),
        ("gewinn- und verlustrechnung", "guv"),
        ("kapitalflussrechnung", "cashflow-rechnung"),
        ("umsatz", "umsatzerlöse"),
        ("forschung und entwicklung", "f&e"),
        ("beschäftigte", "mitarbeiter", "arbeitnehmer"),
    ),
}  # fmt: skip

# What a figure is worked out from: a report that has these need not name the figure itself. The
# names at the right stand for that at the left, not the other way round.
_MADE_OF: dict[str, tuple[str, ...]] = {
    "quick ratio": ("total current assets", "total current liabilities", "inventories"),
    "current ratio": ("total current assets", "total current liabilities"),
    "working capital": ("total current assets", "total current liabilities"),
    "gross margin": ("gross profit", "cost of sales", "cost of goods sold", "cost of revenue"),
    "operating margin": ("operating income", "income from operations", "operating profit"),
    "net margin": ("net income", "net earnings"),
    "ebitda": ("operating income", "depreciation and amortization"),
    "return on assets": ("net income", "total assets"),
    "return on equity": ("net income", "total equity", "shareholders' equity"),
    "asset turnover": ("total assets", "net sales", "property, plant and equipment"),
    "inventory turnover": ("inventories", "cost of sales", "cost of goods sold"),
    "days payable outstanding": ("accounts payable", "cost of sales", "cost of goods sold"),
    "days sales outstanding": ("accounts receivable", "net sales"),
    "payout ratio": ("dividends paid", "net income"),
    "interest coverage": ("interest expense", "operating income"),
    "capital intensive": (
        "capital expenditures", "purchases of property, plant and equipment",
        "property, plant and equipment, net", "total assets",
    ),
    "effective tax rate": ("provision for income taxes", "income before income taxes"),
}  # fmt: skip

# Short forms whose letters would be looked for one by one.
_IN_FULL = {
    "r&d": "research and development",
    "sg&a": "selling, general and administrative",
    "pp&e": "property, plant and equipment",
    "d&a": "depreciation and amortization",
    "m&a": "mergers and acquisitions",
    "p&l": "profit and loss",
    "f&e": "Forschung und Entwicklung",
}
_SHORT = re.compile(rf"\b(?:{'|'.join(_IN_FULL)})\b", re.IGNORECASE)

Stems = tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class OtherName:
    """Another name of something in a question.

    Args:
        text: As it is searched.
        stems: As it stands in a text, in order.
        meant: The stems of the question that it stands for.
        near: Whether it is another name only, and so counts less; see ``near``.
    """

    text: str
    stems: Stems
    meant: Stems
    near: bool = False


def near(stem: str) -> str:
    """Return the mark of a text that says a word of the question in other words."""
    return "~" + stem


def other_names(asked: Sequence[str], language: Language | None) -> list[OtherName]:
    """Return the other names of what is asked for.

    Args:
        asked: The stems of all words of a question in order, function words too.
        language: What it is written in; English if that is not known.
    """
    names, at_first = _named(language or "en")
    said: dict[int, list[Stems]] = {}
    for i, one in enumerate(asked):
        for group, stems in at_first.get(one, ()):
            if tuple(asked[i : i + len(stems)]) == stems:
                said.setdefault(group, []).append(stems)
    found: dict[tuple[Stems, Stems], OtherName] = {}
    for group in sorted(said):
        meant = max(said[group], key=len)
        for name, stems in names[group].others:
            if stems not in said[group] and not _stands_in(stems, meant):
                other = OtherName(name, stems, meant, names[group].near)
                found.setdefault((stems, meant), other)
    return list(found.values())


@dataclasses.dataclass(frozen=True, slots=True)
class _Group:
    """Names of the same with their stems: what may be asked for, and what stands for it."""

    asked: tuple[Stems, ...]
    others: tuple[tuple[str, Stems], ...]
    near: bool = False


@functools.cache
def _named(
    language: Language,
) -> tuple[Sequence[_Group], dict[str, list[tuple[int, Stems]]]]:
    """Return the groups of a language, and what may be asked for in each by its first stem."""

    def cut(names: Sequence[str]) -> tuple[tuple[str, Stems], ...]:
        return tuple((name, tuple(stem(word, language) for word in words(name))) for name in names)

    groups = [_Group(tuple(s for _, s in cut(one)), cut(one)) for one in _SAME.get(language, ())]
    if language == "en":
        for figure, parts in _MADE_OF.items():
            groups.append(_Group(tuple(s for _, s in cut((figure,))), cut(parts)))
    for names, written in PARAPHRASES.get(language, ()):
        others = written or names
        groups.append(_Group(tuple(s for _, s in cut(names)), cut(others), near=True))
    at_first: dict[str, list[tuple[int, Stems]]] = {}
    for number, group in enumerate(groups):
        for stems in dict.fromkeys(group.asked):
            at_first.setdefault(stems[0], []).append((number, stems))
    return groups, at_first


def in_full(question: str) -> str:
    """Return a question with "R&D" and the like written out."""
    return _SHORT.sub(lambda found: _IN_FULL[found[0].lower()], question)


def with_meant(text: Sequence[str], others: Sequence[OtherName]) -> list[str]:
    """Return the stems of a text, and behind each other name what the question calls it.

    Of what is only near in meaning the mark stands there instead.
    """
    by_first: dict[str, list[OtherName]] = {}
    for one in others:
        by_first.setdefault(one.stems[0], []).append(one)
    if by_first.keys().isdisjoint(text):
        return list(text)
    return list(_with_meant(text, by_first))


def _with_meant(text: Sequence[str], by_first: dict[str, list[OtherName]]) -> Iterator[str]:
    due: dict[int, Stems] = {}
    for i, one in enumerate(text):
        for other in by_first.get(one, ()):
            if tuple(text[i : i + len(other.stems)]) == other.stems:
                meant = tuple(map(near, other.meant)) if other.near else other.meant
                last = i + len(other.stems) - 1
                already = due.get(last, ())
                due[last] = (*already, *(one for one in meant if one not in already))
        yield one
        yield from due.get(i, ())


def _stands_in(stems: Stems, text: Sequence[str]) -> bool:
    return any(tuple(text[i : i + len(stems)]) == stems for i in range(len(text) - len(stems) + 1))
