"""A report on a file in words: what became of its pages, and what was found in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from octavo.pdf.reasons import REASONS
from octavo.protocol.reports import FileReport, FoundInFile, PageRange, PageRemark
from octavo.session.engine_words import quoted
from octavo.words import later, say, say_many

_HIDDEN = {
    "background": later("in the colour of what is behind it"),
    "transparent": later("see-through"),
    "no ink": later("drawn without ink"),
    "tiny": later("too small to read"),
    "outside": later("off the page"),
    "tags": later("in invisible characters"),
    "covered": later("below something that covers it"),
    "cut off": later("cut off"),
    "layer": later("on a layer that is switched off"),
}
_NOT_READ = "Not read"
_RANGES_SHOWN = 12


@dataclasses.dataclass(frozen=True, slots=True)
class Remark:
    """One thing to be said of a file.

    Args:
        text: A sentence or two.
        is_warning: Whether people should be told without asking.
    """

    text: str
    is_warning: bool


def remarks_of(report: FileReport) -> list[Remark]:
    """Return what is to be said of a file, warnings first."""
    said = [*map(_page_remark, report.remarks), *map(_finding, report.findings)]
    return sorted(said, key=lambda one: not one.is_warning)


def needs_recognition(report: FileReport) -> bool:
    """Tell whether text recognition would help with some of the pages."""
    return any(one.needs_recognition for one in report.remarks)


def pages_of(ranges: Sequence[PageRange]) -> str:
    """Return pages in words, such as ``pages 2, 5–7``."""
    shown = [
        say("{first:,}", first=first)
        if first == last
        else say("{first:,}–{last:,}", first=first, last=last)
        for first, last in ranges[:_RANGES_SHOWN]
    ]
    if len(ranges) > _RANGES_SHOWN:
        shown.append("…")
    return say_many("page {list}", "pages {list}", _number(ranges), list=", ".join(shown))


def _number(ranges: Sequence[PageRange]) -> int:
    """Return how many pages there are, for the choice between singular and plural."""
    return sum(last - first + 1 for first, last in ranges)


def _page_remark(one: PageRemark) -> Remark:
    n, pages = _number(one.pages), pages_of(one.pages)
    pages = pages[0].upper() + pages[1:]
    if one.state == "ocr":
        read = say_many(
            "{pages} was read by text recognition.",
            "{pages} were read by text recognition.",
            n,
            pages=pages,
        )
        return Remark(read, is_warning=False)
    if one.state == "empty":
        empty = say_many("{pages} has no text.", "{pages} have no text.", n, pages=pages)
        return Remark(empty, is_warning=False)
    if one.needs_recognition:
        needs = say_many(
            "{pages} needs text recognition.", "{pages} need text recognition.", n, pages=pages
        )
        return Remark(needs, is_warning=True)
    reason = str(REASONS.get(one.reason or "", one.reason or ""))
    if (one.reason or "").startswith(_NOT_READ):  # it is the whole sentence already
        return Remark(f"{pages}: {reason[0].lower()}{reason[1:]}", is_warning=True)
    unread = say_many("{pages} could not be read.", "{pages} could not be read.", n, pages=pages)
    return Remark(f"{unread} {reason}".strip(), is_warning=True)


def _finding(one: FoundInFile) -> Remark:
    pages = pages_of(one.pages) if one.pages else ""
    if one.kind in _HIDDEN:
        how = str(_HIDDEN[one.kind])
        if pages:
            found = say("Text that people do not see on {pages}, {how}", pages=pages, how=how)
        else:
            found = say("Text that people do not see, {how}", how=how)
        quote = f": {quoted(one.sample)}" if one.sample else "."
        return Remark(f"{found}{quote}", is_warning=True)
    if one.kind == "dynamic form":
        form = say(
            "It is a form that only Adobe’s programs show whole; what they put on its pages is not"
            " read. Print it there into a new PDF, and add that."
        )
        return Remark(form, is_warning=True)
    what = _active(one.kind, one.count)
    has = say("It has {what} on {pages}", what=what, pages=pages) if pages else ""
    has = has or say("It has {what}", what=what)
    if one.kind == "links":
        return Remark(f"{has}.", is_warning=False)
    quote = f" ({quoted(one.sample)})" if one.sample else ""
    return Remark(f"{has}{quote}. {say('Octavo does nothing with it.')}", is_warning=True)


def _active(kind: str, n: int) -> str:
    """Return what was found, with its number."""
    match kind:
        case "javascript":
            return say_many("a script", "{n:,} scripts", n)
        case "launch":
            return say_many(
                "an action that starts a program", "{n:,} actions that start programs", n
            )
        case "links":
            return say_many("a link to an address", "{n:,} links to addresses", n)
        case _:
            return say_many("a file inside", "{n:,} files inside", n)
