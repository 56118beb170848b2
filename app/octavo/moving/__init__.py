"""Moving the data folder: all is copied and compared before the old folder is given up.

In this order, so that a cut-off at any moment leaves the one or the other folder whole and in use:
a note in the new folder says that it is being filled → everything is copied, and read again to be
compared → the note lists it all → the new place is remembered → the note is renamed → the old
folder is emptied → the note is removed. Opening a folder does what was left of that to do.
"""

from octavo.moving.copying import MoveStoppedError
from octavo.moving.giving_up import finish_move, use
from octavo.moving.looking import data_in, room_in
from octavo.moving.moving import Moved, check_move, move

__all__ = [
    "MoveStoppedError",
    "Moved",
    "check_move",
    "data_in",
    "finish_move",
    "move",
    "room_in",
    "use",
]
