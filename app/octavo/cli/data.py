"""``octavo data``: where everything is kept, and moving it."""

from __future__ import annotations

import sys
from pathlib import Path

from octavo import data_place
from octavo.cli.arguments import Arguments
from octavo.cli.bytes_bar import BytesBar
from octavo.cli.faults import EXIT_DONE, printable
from octavo.data_folder import DATABASE
from octavo.data_place import Reason
from octavo.moving import move, use
from octavo.portable import make_portable

_WHY = {
    Reason.NAMED: f"{data_place.VARIABLE} names it",
    Reason.PORTABLE: "beside the program, which is portable; keys are in this machine's keychain",
    Reason.REMEMBERED: "the data was moved there",
    Reason.USUAL: "the usual place",
}


def data(arguments: Arguments) -> int:
    """Show where the data is, move it, or take another folder for it.

    Raises:
        InputError: there is no data, or the other folder cannot be used.
        FileWriteError: the other folder, or the note of it, cannot be written.
        DataFolderError: the data cannot be read, or another Octavo works in it.
    """
    if not arguments.words:
        why = "--data-dir names it"
        if not arguments.data_dir_chosen:
            why = _WHY[data_place.data_place().reason]
        _print(f"{arguments.data_dir}\n  {why}")
        data_place.require(arguments.data_dir)
        return EXIT_DONE
    if arguments.words[0] == "portable":
        _make_portable(arguments.data_dir)
        return EXIT_DONE
    action, folder = arguments.words[0], Path(arguments.words[1])
    if action == "use":
        use(folder)
        _print(f"Octavo works with the data in “{folder}” from now on.")
        return EXIT_DONE
    data_place.require(arguments.data_dir)
    with BytesBar("moving") as bar:
        moved = move(arguments.data_dir, folder, bar.show)
    _print(moved.words)
    return EXIT_DONE


def _make_portable(before: Path) -> None:
    folder = make_portable()
    said = [
        f"This Octavo keeps everything in “{folder}” from now on.",
        "Keys and passwords do not travel: they stay in the keychain of each machine.",
    ]
    if before != folder and (before / DATABASE).is_file():
        said.append(
            f"What is in “{before}” stays there. To take it along: "
            f'octavo backup --data-dir "{before}" FILE, then octavo restore FILE'
        )
    _print("\n".join(said))


def _print(text: str) -> None:
    sys.stdout.write(printable(text) + "\n")
