"""The library: documents added, sorted, found, removed and undone; collections, watched folders."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from octavo.program import Program
from octavo.session.state import DocumentState
from octavo.ui.documents.details_dialog import DetailsDialog
from octavo.ui.documents.name_dialog import NameDialog
from octavo.ui.documents.password_dialog import PasswordDialog
from support.hands import (
    CTRL,
    RIGHT,
    SHIFT,
    answer_file_dialog,
    choose,
    click,
    click_row,
    dialog_of,
    is_gone,
    menu_in_view,
    press,
    type_into,
    type_text,
)
from support.languages import told
from support.outcomes import all_read, documents, names
from support.pdfs import encrypt, make_pdf
from support.qt import until
from support.shots import record
from support.window import drag, drop

pytestmark = pytest.mark.window

BIRDS = ("crane", "dunlin", "eider", "finch", "heron", "ibis", "jay")
FILES = sorted(f"{bird}.pdf" for bird in BIRDS)


def make_birds(folder: Path) -> list[Path]:
    """Write a page on each bird, that on the heron twice as long, in no order."""
    folder.mkdir()
    return [
        make_pdf(
            folder / f"{bird}.pdf",
            [f"The {bird} is a bird of the river."] * (2 if bird == "heron" else 1),
            title=f"On the {bird}",
        )
        for bird in (*BIRDS[3:], *BIRDS[:3])
    ]


@pytest.mark.also_small
async def test_documents_are_added_sorted_found_chosen_removed_and_brought_back(
    program: Program, tmp_path: Path
) -> None:
    window, sidebar = program.window, program.window.sidebar
    rows, heading, bar = sidebar.documents, sidebar.heading, sidebar.undo_bar
    birds = make_birds(tmp_path / "birds")
    click(heading.add_files)
    await answer_file_dialog(*birds[:5])
    await until(lambda: len(names(program)) == 5, "the chosen ones are in the list")
    carried = drag(window, birds[5:])
    overlay = window.drop_area.overlay
    await until(lambda: overlay.isVisible() and overlay._strength == 1, "the target is there")
    record(window, "library-0-drop")
    drop(window, carried)
    plain = make_pdf(tmp_path / "plain.pdf", ["The secret of the snipe."])
    drop(window, drag(window, [encrypt(plain, tmp_path / "snipe.pdf", user="marsh")]))
    wanted = dict.fromkeys(FILES, DocumentState.READY) | {"snipe.pdf": DocumentState.LOCKED}
    await until(
        lambda: {one.name: one.state for one in documents(program)} == wanted,
        "all are read but one, which is locked",
        seconds=60,
    )
    assert names(program) != [*FILES, "snipe.pdf"]
    record(window, "library-1-added")

    click(heading.order)
    await choose(told("Name"))
    assert names(program) == [*FILES, "snipe.pdf"]
    click(heading.order)
    await choose(told("Pages, most first"))
    assert names(program)[0] == "heron.pdf"
    click(heading.order)
    await choose(told("Name"))

    await type_into(heading.field, "on the hero")
    assert names(program) == ["heron.pdf"]
    assert heading.note.text() == told("{n:,} of {total:,} documents", n=1, total=8)
    record(window, "library-2-found")
    await press(window, "Esc")
    assert len(names(program)) == 8

    click_row(rows, 1, keys=CTRL)
    click_row(rows, 3, keys=CTRL | SHIFT)
    click_row(rows, 5, keys=CTRL)
    assert [one.name for one in rows.selected()] == [FILES[n] for n in (1, 2, 3, 5)]
    click_row(rows, 2, button=RIGHT)
    record(window, "library-3-several")
    await choose(told("Remove {n:,} documents", n=4))
    await until(lambda: names(program) == [FILES[n] for n in (0, 4, 6)] + ["snipe.pdf"], "4 go")
    assert bar.words == told("Removed {n:,} documents", n=4)
    record(window, "library-4-removed")
    click(bar.button)
    await until(lambda: names(program) == [*FILES, "snipe.pdf"], "they are back")
    assert not bar.isVisible()

    click_row(rows, 7)
    dialog = await dialog_of(PasswordDialog)
    assert "snipe.pdf" in dialog.message.text()
    await type_into(dialog.password, "river")
    click(dialog.open_button)
    await until(dialog.wrong.isVisible, "that it is wrong")
    record(window, "library-5-password")
    type_text("marsh")
    await press(dialog, "Return")
    await is_gone(dialog)
    await all_read(program, [*FILES, "snipe.pdf"])

    click_row(rows, 4, button=RIGHT)
    await choose(told("Properties…"))
    sheet = await dialog_of(DetailsDialog)
    assert any("On the heron" in one.text() for one in sheet.findChildren(QLabel))
    record(window, "library-6-properties")
    await press(sheet, "Esc")
    await is_gone(sheet)


async def test_documents_go_between_collections_and_a_folder_is_watched(
    program: Program, tmp_path: Path
) -> None:
    window, sidebar = program.window, program.window.sidebar
    rows, heading, bar = sidebar.documents, sidebar.heading, sidebar.undo_bar
    birds = make_birds(tmp_path / "birds")
    drop(window, drag(window, birds[:2]))
    first = [path.name for path in birds[:2]]
    await all_read(program, first)

    click(heading.button)
    await choose(told("New collection…"))
    dialog = await dialog_of(NameDialog)
    type_text("Marsh")
    await press(dialog, "Return")
    await is_gone(dialog)
    await until(lambda: heading.name == "Marsh", "the new one is in view")
    assert names(program) == []
    click(heading.button)
    await choose(told("Documents"))
    await until(lambda: names(program) == first, "the first one again")

    click_row(rows, 0, button=RIGHT)
    await choose(told("Move to"), "Marsh")
    await until(lambda: names(program) == first[1:], "one is moved")
    assert bar.words == told("Moved “{name}” to “{target}”", name=first[0], target="Marsh")
    record(window, "collections-1-moved")
    await press(rows, "Ctrl+Z")
    await until(lambda: sorted(names(program)) == sorted(first), "it is back")
    await all_read(program, first)
    click_row(rows, names(program).index(first[1]), button=RIGHT)
    await choose(told("Copy to"), "Marsh")
    await until(lambda: "Marsh" in bar.words, "it is copied")
    assert sorted(names(program)) == sorted(first)
    click(heading.button)
    await choose("Marsh")
    await all_read(program, first[1:])

    folder = tmp_path / "watched"
    folder.mkdir()
    shutil.copy(birds[2], folder / "new.pdf")
    click(heading.button)
    await choose(told("Watched folders"), told("Watch a folder…"))
    await answer_file_dialog(folder)
    await all_read(program, [first[1], "new.pdf"])
    shutil.copy(birds[3], folder / "later.pdf")
    await all_read(program, [first[1], "new.pdf", "later.pdf"])
    (folder / "new.pdf").rename(folder / "renamed.pdf")
    await all_read(program, [first[1], "renamed.pdf", "later.pdf"])
    (folder / "later.pdf").unlink()
    await all_read(program, [first[1], "renamed.pdf"])
    click(heading.button)
    await until(menu_in_view, "the menu")
    record(window, "collections-2-watched")
    await choose(told("Watched folders"), told("Stop watching “{name}”", name="watched"))
    click(heading.button)
    await choose(told("Delete"))
    await until(
        lambda: bar.words == told("Deleted “{name}”", name="Marsh"), "the collection is deleted"
    )
    assert names(program) == []
    click(bar.button)
    await all_read(program, [first[1], "renamed.pdf"])
    assert heading.name == "Marsh"
