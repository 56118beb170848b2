"""The exception tree of Octavo: every error that a person may see.

AppError
├── InputError                 what the user gave cannot be used
├── FileWriteError             a file that the user asked for cannot be written
├── ResourceError              a part of the installed program is missing or damaged
├── DataFolderError            the data folder cannot be used
│   ├── DataFolderInUseError   another Octavo is working in it
│   ├── SchemaTooNewError      a newer Octavo wrote it
│   └── StorageFullError       the disk is full or the folder is read-only
├── WorkerError                a worker process could not do its work
│   ├── WorkerDiedError        the process ended before it answered
│   └── WorkerTimeoutError     the process did not answer before its deadline
├── PdfError                   a file cannot be read as a PDF
│   ├── NotAPdfError           the file is something else
│   ├── PdfEncryptedError      the file needs a password
│   ├── PdfDamagedError        the file is broken beyond reading
│   ├── PdfEmptyError          the file has no bytes or no pages
│   └── PdfTooHardError        reading it took too long or too much memory
├── ProviderError              an outside model could not be asked, or did not answer
├── UpdateError                whether there is a newer version could not be found out
└── ApiError                   a call of the interface failed
    ├── ApiConnectionError     the engine or server cannot be reached
    ├── ApiTimeoutError        it did not answer in time
    ├── ApiStatusError         it answered with an error
    ├── ApiReplyError          its answer cannot be understood
    └── WaitTimeoutError       what a waiter waited for did not happen in time

Anything that is not an AppError (and not a cancellation) is a bug and shown as such.
"""

from __future__ import annotations

from typing import ClassVar, Literal, Self, cast

from octavo.words import Later, english, later

Text = str | Later
"""What an error says: as it is, or kept to be said in the language of the person who reads it."""


class AppError(Exception):
    """An error fit for window and command line.

    What is kept with `octavo.words.later` is said in the language of the moment in which it is
    read. As an exception's text, in logs, it is English.

    Args:
        message: What happened and to what, one sentence.
        title: A heading of a few words; the class has a default.
        hint: What the person can do now, one sentence; may be empty.
    """

    default_title: ClassVar[Later | str] = later("Something did not work")
    default_hint: ClassVar[Later | str] = ""

    def __init__(
        self, message: Text, *, title: Text | None = None, hint: Text | None = None
    ) -> None:
        super().__init__(english(message))
        self.kept_message = message
        self.kept_title = self.default_title if title is None else title
        self.kept_hint = self.default_hint if hint is None else hint

    @property
    def message(self) -> str:
        """What happened, in the language of this moment."""
        return str(self.kept_message)

    @property
    def title(self) -> str:
        """The heading, in the language of this moment."""
        return str(self.kept_title)

    @property
    def hint(self) -> str:
        """What can be done, in the language of this moment; may be empty."""
        return str(self.kept_hint)

    @property
    def english(self) -> str:
        """Message and hint as an interface's reply has them."""
        return f"{english(self.kept_message)} {english(self.kept_hint)}".strip()

    def reworded(self, message: Text) -> Self:
        """Return the same error with another message."""
        return cast("Self", _rebuild(type(self), {**self.__dict__, "kept_message": message}))

    def hinted(self, hint: Text) -> Self:
        """Return the same error with another hint."""
        return cast("Self", _rebuild(type(self), {**self.__dict__, "kept_hint": hint}))

    def renamed(self, old: str, new: str) -> Self:
        """Return the same error with another name of a file in its message."""
        message = self.kept_message
        if isinstance(message, Later):
            return self.reworded(message.replaced(old, new))
        return self.reworded(message.replace(old, new))

    def __reduce__(self) -> tuple[object, ...]:
        """Cross process borders whole: workers raise these to their owner."""
        return (_rebuild, (type(self), dict(self.__dict__)))


def _rebuild(cls: type[AppError], state: dict[str, object]) -> AppError:
    error = cls.__new__(cls)
    Exception.__init__(error, english(state["kept_message"]))
    error.__dict__.update(state)
    return error


class InputError(AppError):
    """What the user gave cannot be used."""

    default_title = later("This cannot be used")


class FileWriteError(AppError):
    """A file that the user asked for cannot be written."""

    default_title = later("The file cannot be saved")


class ResourceError(AppError):
    """A part of the installed program is missing or damaged."""

    default_title = later("Octavo is not complete")
    default_hint = later("Install Octavo again.")


class DataFolderError(AppError):
    """The data folder cannot be used."""

    default_title = later("The data folder cannot be used")


class DataFolderInUseError(DataFolderError):
    """Another Octavo is working in the data folder."""

    default_title = later("Octavo is already open")


class SchemaTooNewError(DataFolderError):
    """A newer Octavo wrote the data folder.

    Args:
        message: As of every `AppError`.
        has_copy: Whether a copy of an older version lies there that this program can go back to.
    """

    default_title = later("This data belongs to a newer Octavo")
    default_hint = later("Install the newer version, or choose another data folder.")

    def __init__(
        self,
        message: Text,
        *,
        title: Text | None = None,
        hint: Text | None = None,
        has_copy: bool = False,
    ) -> None:
        super().__init__(message, title=title, hint=hint)
        self.has_copy = has_copy


class StorageFullError(DataFolderError):
    """The disk is full or the folder is read-only."""

    default_title = later("Nothing can be saved")
    default_hint = later("Free some space or choose another data folder, then try again.")


class WorkerError(AppError):
    """A worker process could not do its work."""

    default_title = later("A background process failed")


class WorkerDiedError(WorkerError):
    """The process ended before it answered."""


class WorkerTimeoutError(WorkerError):
    """The process did not answer before its deadline."""


class PdfError(AppError):
    """A file cannot be read as a PDF."""

    default_title = later("This file cannot be read")


class NotAPdfError(PdfError):
    """The file is something else."""

    default_title = later("This is not a PDF")


class PdfEncryptedError(PdfError):
    """The file needs a password.

    Args:
        message: As of every `AppError`; the password is never part of it.
        state: Of the password: ``missing`` if none was given, ``wrong`` if another is needed,
            ``useless`` if none helps, because the kind of encryption is not known.
    """

    default_title = later("This PDF needs a password")

    def __init__(
        self,
        message: Text,
        *,
        title: Text | None = None,
        hint: Text | None = None,
        state: Literal["missing", "wrong", "useless"] = "missing",
    ) -> None:
        super().__init__(message, title=title, hint=hint)
        self.state: Literal["missing", "wrong", "useless"] = state


class PdfDamagedError(PdfError):
    """The file is broken beyond reading."""

    default_title = later("This PDF is damaged")


class PdfEmptyError(PdfError):
    """The file has no bytes or no pages."""

    default_title = later("This file is empty")


class PdfTooHardError(PdfError):
    """Reading the file took too long or too much memory."""

    default_title = later("This PDF is too hard to read")


ProviderPart = Literal[
    "settings", "consent", "network", "address", "certificate", "key", "model", "limit", "reply"
]
"""What of a provider is at fault; ``limit`` is the host's word that too much is asked of it."""


class ProviderError(AppError):
    """An outside model could not be asked, or did not answer.

    Args:
        message: What happened, to which host; never with a key or a passage in it.
        part: What has to be put right.
        status: HTTP status code of the host's reply, if there was one.
    """

    default_title = later("The model did not answer")

    def __init__(
        self,
        message: Text,
        *,
        part: ProviderPart,
        title: Text | None = None,
        hint: Text | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message, title=title, hint=hint)
        self.part: ProviderPart = part
        self.status = status


class UpdateError(AppError):
    """Whether there is a newer version could not be found out."""

    default_title = later("New versions could not be looked for")


class ApiError(AppError):
    """A call of the interface failed."""

    default_title = later("The request failed")


class ApiConnectionError(ApiError):
    """The engine or server cannot be reached, or the connection broke."""

    default_title = later("No connection")


class ApiTimeoutError(ApiError):
    """The engine or server did not answer in time."""

    default_title = later("No answer in time")


class ApiStatusError(ApiError):
    """The engine or server answered with an error.

    Args:
        message: The server's own words.
        status: HTTP status code.
        type: The envelope's type, such as ``invalid_request_error``.
        param: The field that was wrong, if one was.
        code: The envelope's machine-readable code, if any.
        request_id: The reply's ``x-request-id``, if any.
        title: As of every `AppError`.
        hint: As of every `AppError`.
    """

    def __init__(
        self,
        message: Text,
        *,
        status: int,
        type: str = "api_error",  # noqa: A002 - the wire's own name
        param: str | None = None,
        code: str | None = None,
        request_id: str | None = None,
        title: Text | None = None,
        hint: Text | None = None,
    ) -> None:
        super().__init__(message, title=title, hint=hint)
        self.status = status
        self.type = type
        self.param = param
        self.code = code
        self.request_id = request_id


class ApiReplyError(ApiError):
    """The answer of the engine or server cannot be understood."""

    default_title = later("The answer cannot be understood")


class WaitTimeoutError(ApiError):
    """What a waiter waited for did not happen before its deadline."""

    default_title = later("This takes too long")
