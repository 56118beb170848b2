"""Backups: one file with everything of a data folder, checked by hash when written and read.

A backup is a ZIP archive with the database, the list of files that were still to be taken in, the
hosts of models, all documents, and last a list of these with their sizes and SHA-256 digests. Keys
and passwords are in the system's keychain and not in it. Where it is restored, nobody has agreed
to send anything to the hosts in it: an address in a backup could be anybody's.
"""

from octavo.backup.archive import ENDING, Backup, check
from octavo.backup.offered import OfferedBackups
from octavo.backup.restoring import ASIDE, Restored, finish_restore, restore
from octavo.backup.schedule import BackupSchedule
from octavo.backup.writing import back_up

__all__ = [
    "ASIDE",
    "ENDING",
    "Backup",
    "BackupSchedule",
    "OfferedBackups",
    "Restored",
    "back_up",
    "check",
    "finish_restore",
    "restore",
]
