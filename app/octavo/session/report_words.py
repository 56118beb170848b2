"""A report on a file in words: what became of its pages, and what was found in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from octavo.protocol.reports import FileReport, FoundInFile, PageRange, PageRemark

_HIDDEN = {
    "background": "in the colour of what is behind it",
    "transparent": "see-through",
    "no ink": "drawn without ink",
    "tiny": "too small to read",
    "outside": "off the page",
    "tags": "in invisible characters",
}
_ACTIVE = {
    "javascript": ("a script", "scripts"),
    "launch": ("an action that starts a program", "actions that start programs"),
    "links": ("a link to an address", "links to addresses"),
    "embedded files": ("a file inside", "files inside"),
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
        str(first) if first == last else f"{first:,}–{last:,}"
        for first, last in ranges[:_RANGES_SHOWN]
    ]
    if len(ranges) > _RANGES_SHOWN:
        shown.append("…")
    single = len(ranges) == 1 and ranges[0][0] == ranges[0][1]
    return f"page{'' if single else 's'} {', '.join(shown)}"


def _page_remark(one: PageRemark) -> Remark:
    pages = pages_of(one.pages)
    pages = pages[0].upper() + pages[1:]
    single = len(one.pages) == 1 and one.pages[0][0] == one.pages[0][1]
    if one.state == "ocr":
        verb = "was" if single else "were"
        return Remark(f"{pages} {verb} read by text recognition.", is_warning=False)
    if one.state == "empty":
        return Remark(f"{pages} {'has' if single else 'have'} no text.", is_warning=False)
    if one.needs_recognition:
        verb = "needs" if single else "need"
        return Remark(f"{pages} {verb} text recognition.", is_warning=True)
    reason = one.reason or ""
    if reason.startswith(_NOT_READ):  # it is the whole sentence already
        return Remark(f"{pages}: {reason[0].lower()}{reason[1:]}", is_warning=True)
    return Remark(f"{pages} could not be read. {reason}".strip(), is_warning=True)


def _finding(one: FoundInFile) -> Remark:
    where = f" on {pages_of(one.pages)}" if one.pages else ""
    if one.kind in _HIDDEN:
        quote = f": “{one.sample}”" if one.sample else "."
        words = f"Text that people do not see{where}, {_HIDDEN[one.kind]}{quote}"
        return Remark(words, is_warning=True)
    single, several = _ACTIVE[one.kind]
    what = single if one.count == 1 else f"{one.count:,} {several}"
    if one.kind == "links":
        return Remark(f"It has {what}{where}.", is_warning=False)
    quote = f" (“{one.sample}”)" if one.sample else ""
    return Remark(f"It has {what}{where}{quote}. Octavo does nothing with it.", is_warning=True)
