"""Opens a document in the program that the system has for PDFs, if the person agrees."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from octavo.errors import AppError
from octavo.pdf.page import ORDINARY
from octavo.session.session import Session
from octavo.session.state import OpenDocument
from octavo.ui.dialogs import confirm
from octavo.ui.documents.words import active_words
from octavo.words import later, say


class NoProgramError(AppError):
    """The system has no program for PDFs."""

    default_title = later("The document was not opened")


async def open_outside(session: Session, parent: QWidget, document: OpenDocument) -> bool:
    """Hand a copy of a document to another program; tell whether it was handed over.

    Raises:
        AppError: there is no such program, or the copy cannot be made.
    """
    agreed = await confirm(
        parent, say("Open it in another program?"), what_happens(document), action=say("Open")
    )
    if not agreed:
        return False
    path = await session.outside.make(document)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        raise NoProgramError(
            say("The system has no program to open “{filename}”.", filename=document.filename),
            hint=say("Install a PDF viewer, then try again."),
        )
    return True


def what_happens(document: OpenDocument) -> str:
    """Say what is opened where, and what about it should make one careful."""
    text = say(
        "A copy of “{filename}” is opened in the program that your system has for "
        "PDFs. Changes to it do not come back to Octavo. It can be printed there.",
        filename=document.filename,
    )
    kinds = [one.kind for one in document.facts.findings if one.kind not in ORDINARY]
    if kinds:
        text += "\n\n" + say(
            "This file has {kinds}. They do nothing in Octavo; the other program may run them.",
            kinds=active_words(kinds),
        )
    return text
