"""Finds what a PDF would do or carry in other programs: scripts, started programs, links, files.

Nothing of it does anything here; people are told of it.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from octavo.pdf.facts import plain
from octavo.pdf.files import OpenPdf, UnreadableError
from octavo.pdf.page import Finding, FindingKind

_SAMPLE = 80
_MOST = 1_000
"""Links of a page, and scripts or files of a document, that are counted."""

_MARKS = re.compile(rb"/(?:OpenAction|AA|Launch)(?=[\s/<>\[\](){}%])")
"""What shows in a file's bytes where something may be done at once; packed objects hide it.

Nothing longer: fonts are called AAAAAA+ and the like.
"""


def document_findings(file: OpenPdf, content: bytes | None) -> tuple[Finding, ...]:
    """Report scripts and files inside, actions on opening, and pages made only then.

    Args:
        file: The open file.
        content: Its bytes, if they are at hand: actions on opening are looked for only then.
    """
    found: dict[FindingKind, list[str]] = {"javascript": [], "launch": [], "embedded files": []}
    if file.pdfium is not None:
        found["javascript"] += _scripts(file.pdfium)
        found["embedded files"] += _files(file.pdfium)
    if content is not None and _MARKS.search(content):
        from octavo.pdf.second_try import opening_actions  # noqa: PLC0415 - slow to import

        try:
            for kind, text in opening_actions(content):
                found["launch" if kind == "/Launch" else "javascript"].append(text)
        except UnreadableError:
            pass  # only PDFium can read it, which takes no actions
    findings = [
        Finding(kind, len(items), plain(items[0])[:_SAMPLE])
        for kind, items in found.items()
        if items
    ]
    if file.pdfium is not None and file.pdfium.get_formtype() == pdfium_c.FORMTYPE_XFA_FULL:
        findings.append(Finding("dynamic form", 1, ""))
    return tuple(findings)


def page_findings(page: pdfium.PdfPage) -> tuple[Finding, ...]:
    """Report links of a page that lead out of the document."""
    links = 0
    launches = 0
    first = ""
    position, link = ctypes.c_int(), pdfium_c.FPDF_LINK()
    while links + launches < _MOST and pdfium_c.FPDFLink_Enumerate(page, position, link):
        action = pdfium_c.FPDFLink_GetAction(link)
        kind = pdfium_c.FPDFAction_GetType(action) if action else None
        if kind == pdfium_c.PDFACTION_URI:
            first = first or _address(page.pdf, action)
            links += 1
        launches += kind == pdfium_c.PDFACTION_LAUNCH
    found: list[Finding] = []
    if links:
        found.append(Finding("links", links, plain(first)[:_SAMPLE]))
    if launches:
        found.append(Finding("launch", launches, ""))
    return tuple(found)


def _address(document: pdfium.PdfDocument, action: pdfium_c.FPDF_ACTION) -> str:
    buffer = ctypes.create_string_buffer(4 * _SAMPLE)
    size = pdfium_c.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
    return buffer.value.decode("utf-8", errors="replace") if size <= len(buffer) else ""


def _scripts(document: pdfium.PdfDocument) -> Iterator[str]:
    for index in range(min(pdfium_c.FPDFDoc_GetJavaScriptActionCount(document), _MOST)):
        action = pdfium_c.FPDFDoc_GetJavaScriptAction(document, index)
        if not action:
            continue
        try:
            size = pdfium_c.FPDFJavaScriptAction_GetScript(action, None, 0)
            if size > 1_000_000:
                yield ""
                continue
            buffer = (ctypes.c_ushort * (size // 2 + 1))()
            pdfium_c.FPDFJavaScriptAction_GetScript(action, buffer, size)
            yield bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", errors="replace")
        finally:
            pdfium_c.FPDFDoc_CloseJavaScriptAction(action)


def _files(document: pdfium.PdfDocument) -> Iterator[str]:
    for index in range(min(pdfium_c.FPDFDoc_GetAttachmentCount(document), _MOST)):
        attachment = pdfium_c.FPDFDoc_GetAttachment(document, index)
        size = pdfium_c.FPDFAttachment_GetName(attachment, None, 0) if attachment else 0
        if not 2 < size < 100_000:
            yield ""
            continue
        buffer = (ctypes.c_ushort * (size // 2 + 1))()
        pdfium_c.FPDFAttachment_GetName(attachment, buffer, size)
        yield bytes(buffer)[: size - 2].decode("utf-16-le", errors="replace")
