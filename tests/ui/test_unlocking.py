"""Locked documents in the window: the row, the dialog, one document after the other, the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from octavo.session.state import DocumentState
from octavo.ui.documents.model import ITEM_ROLE
from octavo.ui.documents.password_dialog import PasswordDialog
from octavo.ui.documents.words import DocumentAction
from support.pdfs import encrypt, make_pdf
from support.qt import until
from support.window import open_window, pages_of

LEASE = ("# Lease\n\nThe tenant may leave after three months.",)
RENT = ("# Rent\n\nThe rent is due on the third working day.",)


@pytest.fixture
async def program(tmp_path):
    async with open_window(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def locked(tmp_path):
    files = []
    for name, pages, password in (("lease", LEASE, "heron"), ("rent", RENT, "crane")):
        plain = make_pdf(tmp_path / f"plain-{name}.pdf", pages)
        files.append(encrypt(plain, tmp_path / f"{name}.pdf", user=password))
    return files


def _documents(program):
    model = program.window.sidebar.documents_model
    return [model.index(row).data(ITEM_ROLE) for row in range(model.rowCount())]


def _states(program):
    return [item.state for item in _documents(program)]


async def _add(program, files):
    program.presenter.add(files)
    ended = {DocumentState.LOCKED, DocumentState.READY}
    await until(
        lambda: len(_states(program)) == len(files) and set(_states(program)) <= ended,
        "all is read or locked",
    )


def _dialog(program):
    found = program.frame.findChildren(PasswordDialog)
    return next((dialog for dialog in found if dialog.isVisible()), None)


async def _asked(program, row=0):
    view = program.window.sidebar.documents
    view.action_asked.emit(DocumentAction.UNLOCK, (_documents(program)[row].key,))
    await until(lambda: _dialog(program) is not None, "the dialog")
    return _dialog(program)


def _enter(dialog, password):
    QTest.keyClicks(dialog.password, password)
    QTest.keyClick(dialog.password, Qt.Key.Key_Return)


async def test_one_locked_document_after_the_other_is_opened(program, locked):
    await _add(program, locked)
    assert _states(program) == [DocumentState.LOCKED] * 2

    dialog = await _asked(program)
    assert "“lease.pdf” is locked" in dialog.message.text()
    assert "One more document" in dialog.message.text()
    _enter(dialog, "a crane")
    await until(dialog.wrong.isVisible, "that it is wrong")
    assert "“lease.pdf” is not right" in dialog.wrong.text()
    assert dialog.password.text() == ""
    _enter(dialog, "heron")
    await until(lambda: "“rent.pdf” is locked" in dialog.message.text(), "the next one's turn")
    assert not dialog.skip.isVisible()
    assert not dialog.wrong.isVisible()
    _enter(dialog, "crane")
    await until(lambda: _dialog(program) is None, "the dialog is gone")
    await until(lambda: set(_states(program)) == {DocumentState.READY}, "both are read")


async def test_a_password_opens_all_documents_that_have_it(program, locked, tmp_path):
    again = encrypt(tmp_path / "plain-rent.pdf", tmp_path / "same.pdf", user="heron")
    await _add(program, [locked[0], again])
    _enter(await _asked(program), "heron")
    await until(lambda: set(_states(program)) == {DocumentState.READY}, "both are read")
    await until(lambda: _dialog(program) is None, "nothing more is asked")


async def test_a_document_can_be_passed_over(program, locked):
    await _add(program, locked)
    dialog = await _asked(program)
    dialog.skip.click()
    await until(lambda: "“rent.pdf”" in dialog.message.text(), "the next one's turn")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    await until(lambda: _dialog(program) is None, "the dialog is gone")
    assert _states(program) == [DocumentState.LOCKED] * 2


async def test_the_pages_of_an_opened_document_are_shown(program, locked):
    await _add(program, locked[:1])
    _enter(await _asked(program), "heron")
    await until(lambda: _states(program) == [DocumentState.READY], "it is read")
    await until(lambda: _dialog(program) is None, "the dialog is gone")
    view = program.window.sidebar.documents
    view.action_asked.emit(DocumentAction.OPEN, (_documents(program)[0].key,))
    pages = pages_of(program)
    await until(lambda: pages.name.text() == "lease.pdf", "the page view")
    await until(pages.canvas.isVisible, "the page")


async def test_after_a_restart_the_page_asks_for_what_is_not_remembered(tmp_path, locked):
    async with open_window(tmp_path / "data") as program:
        await _add(program, locked[:1])
        _enter(await _asked(program), "heron")
        await until(lambda: _states(program) == [DocumentState.READY], "it is read")
    async with open_window(tmp_path / "data") as program:
        await until(lambda: _states(program) == [DocumentState.READY], "it is there")
        view = program.window.sidebar.documents
        view.action_asked.emit(DocumentAction.OPEN, (_documents(program)[0].key,))
        await until(lambda: _dialog(program) is not None, "the dialog")
        dialog = _dialog(program)
        assert "“lease.pdf” is locked" in dialog.message.text()
        _enter(dialog, "heron")
        await until(lambda: pages_of(program).name.text() == "lease.pdf", "the page view")
        await until(lambda: _dialog(program) is None, "the dialog is gone")


async def test_where_no_keychain_is_that_is_said(program, locked):
    await _add(program, locked[:1])
    dialog = await _asked(program)
    assert not dialog.remember.isVisible()
    assert "no keychain" in dialog.note.text()
    dialog.reject()
    await until(lambda: _dialog(program) is None, "the dialog is gone")
