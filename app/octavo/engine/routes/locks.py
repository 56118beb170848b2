"""Locked files: the password that opens one. Octavo's own, for the interface has no such thing."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from octavo.engine.http import RequestError, body, reply
from octavo.engine.routes.files import require_file
from octavo.engine.services import Services
from octavo.errors import PdfEncryptedError, PdfError
from octavo.protocol.files import WRONG_PASSWORD, FileObject, UnlockFileRequest
from octavo.protocol.phrases import phrases_of
from octavo.words import later


def routes(services: Services) -> list[Route]:
    """Return the routes of this family."""

    async def unlock(request: Request) -> Response:
        wanted = await body(request, UnlockFileRequest)
        file = await require_file(services, request)
        await _unlock(services, file, wanted.password)
        return reply(file)

    return [Route("/octavo/files/{file_id}/password", unlock, methods=["POST"])]


async def _unlock(services: Services, file: FileObject, password: str) -> None:
    """Try a password, keep it if it opens the file, and go on with what waits for it."""
    sha256 = file.sha256 or ""
    path = services.blobs.path(sha256)
    try:
        needed = await services.reader.unlock(path, password)
    except PdfEncryptedError as error:
        if error.state == "useless":
            raise _refused(file, error, path.name) from error
        wrong = PdfEncryptedError(
            later("The password for “{name}” is not right.", name=file.filename), state="wrong"
        )
        raise RequestError(
            wrong.english, param="password", code=WRONG_PASSWORD, phrases=phrases_of(wrong)
        ) from error
    except PdfError as error:
        raise _refused(file, error, path.name) from error
    if needed:
        services.passwords.keep(sha256, password)
        await services.ingest.unlocked(sha256)


def _refused(file: FileObject, error: PdfError, blob: str) -> RequestError:
    named = error.renamed(blob, file.filename)
    return RequestError(named.english, phrases=phrases_of(named))
