"""``octavo restore``: back to the data of before an upgrade."""

from __future__ import annotations

import sys

from octavo.cli.arguments import Arguments
from octavo.cli.faults import EXIT_DONE, printable
from octavo.going_back import go_back


def restore(arguments: Arguments) -> int:
    """Let this version work with the copy that was made before the upgrade.

    Raises:
        InputError: there is nothing to go back from, or no copy.
        DataFolderError: the folder cannot be used.
    """
    went = go_back(arguments.data_dir)
    sys.stdout.write(printable(went.words) + "\n")
    return EXIT_DONE
