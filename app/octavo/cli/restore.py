"""``octavo backup`` and ``octavo restore``: a second copy of everything, and the ways back."""

from __future__ import annotations

import sys
from pathlib import Path

from octavo.backup import back_up
from octavo.backup import restore as restore_backup
from octavo.cli.arguments import Arguments
from octavo.cli.bytes_bar import BytesBar
from octavo.cli.faults import EXIT_DONE, printable
from octavo.going_back import go_back


def backup(arguments: Arguments) -> int:
    """Write a backup.

    Raises:
        InputError: there is no data.
        FileWriteError: the file cannot be written.
        DataFolderError: the data cannot be read.
    """
    path = Path(arguments.words[0]).expanduser().absolute()
    with BytesBar("writing") as bar:
        made = back_up(arguments.data_dir, path, bar.show)
    documents = "1 document" if made.documents == 1 else f"{made.documents:,} documents"
    size = f"{made.bytes / 2**20:,.1f} MB"
    sys.stdout.write(printable(f"“{path}” holds {documents} and all else: {size}, checked.\n"))
    return EXIT_DONE


def restore(arguments: Arguments) -> int:
    """Bring a backup back, or without one the copy that was made before an upgrade.

    Raises:
        InputError: there is nothing to go back from or no copy, or the backup is damaged.
        DataFolderError: the folder cannot be used.
    """
    if arguments.words:
        path = Path(arguments.words[0]).expanduser().absolute()
        with BytesBar("restoring") as bar:
            words = restore_backup(arguments.data_dir, path, bar.show).words
    else:
        words = go_back(arguments.data_dir).words
    sys.stdout.write(printable(words) + "\n")
    return EXIT_DONE
