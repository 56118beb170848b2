"""Files as they were uploaded."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from octavo.protocol.base import Reply, Request, Timestamp

UploadPurpose = Literal["assistants", "batch", "fine-tune", "vision", "user_data", "evals"]
FilePurpose = Literal[
    "assistants",
    "assistants_output",
    "batch",
    "batch_output",
    "fine-tune",
    "fine-tune-results",
    "vision",
    "user_data",
    "evals",
]

MAX_FILE_BYTES = 512 * 1024 * 1024
"""The largest file that may be uploaded."""


class FileObject(Reply):
    """A file as it is kept. ``sha256`` is Octavo's own field: the content's digest, in hex."""

    id: str
    object: Literal["file"] = "file"
    bytes: int
    created_at: Timestamp
    expires_at: Timestamp | None = None
    filename: str
    purpose: FilePurpose
    status: Literal["uploaded", "processed", "error"]
    status_details: str | None = None
    sha256: str | None = None


WRONG_PASSWORD = "wrong_password"  # noqa: S105 - the code of an error
"""The code of the error that tells that a password does not open a file."""


class UnlockFileRequest(Request):
    """The password of a file. It is kept in memory only, for as long as the engine runs."""

    # Of more than 127 bytes none counts, by the PDF standard.
    password: Annotated[str, Field(min_length=1, max_length=1000, repr=False)]


class FileExpiration(Request):
    """When an uploaded file is to be deleted."""

    anchor: Literal["created_at"]
    seconds: Annotated[int, Field(ge=3600, le=2_592_000)]
