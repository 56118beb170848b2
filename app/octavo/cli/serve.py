"""``octavo serve``: the engine for other programs, over HTTP on this machine.

Open the data folder, take a socket, listen, say that it is ready. At SIGINT or SIGTERM, within
seconds: take no more requests, let runs end or cancel them, so that streams end by themselves,
let other requests end or cut them off, then close the engine.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import os
import secrets
import signal
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import uvicorn

from octavo.assembly import open_engine
from octavo.cli.arguments import Arguments
from octavo.cli.faults import EXIT_DONE, log_to, say
from octavo.cli.guard import Guard
from octavo.cli.serve_arguments import MIN_TOKEN
from octavo.engine.app import Engine
from octavo.errors import AppError, InputError

RUN_SECONDS = 3
"""Runs that take longer are cancelled when the server is told to stop."""

STOP_SECONDS = 5
"""Requests that take longer are cut off when the server is told to stop."""

_CUT_SECONDS = 2
"""Requests that were cut off get so long to clean up, an upload to remove what has come."""


class PortTakenError(AppError):
    """The server cannot listen at the address."""

    default_title = "The address is taken"


def serve(arguments: Arguments) -> int:
    """Serve until a signal ends it.

    Raises:
        InputError: host or token cannot be used.
        PortTakenError: another program listens there.
        DataFolderError: the data folder cannot be used.
    """
    _check_host(arguments.host, arguments.behind_tls)
    token, made_up = _token(arguments.token_file)
    asyncio.run(_serve(arguments, token, made_up=made_up))
    return EXIT_DONE


async def _serve(arguments: Arguments, token: str, *, made_up: bool) -> None:
    listening = _listen(arguments.host, arguments.port)
    with contextlib.closing(listening):
        host, port = listening.getsockname()[:2]
        async with open_engine(arguments.data_dir) as engine:
            log_to(arguments.data_dir)
            config = uvicorn.Config(
                Guard(engine.app, token, port=port, public_name=arguments.behind_tls),
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=STOP_SECONDS,
            )
            shown = f"[{host}]" if ":" in host else host
            ready = [f"Octavo is ready at http://{shown}:{port}/v1"]
            if made_up:
                ready.append(f"Token, for the header “Authorization: Bearer …”: {token}")
            await _Server(config, engine, "\n".join(ready)).serve(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that says when it is ready, and ends by signals without raising them anew."""

    def __init__(self, config: uvicorn.Config, engine: Engine, ready: str) -> None:
        super().__init__(config)
        self._engine = engine
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            sys.stdout.write(self._ready + "\n")
            sys.stdout.flush()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._engine.finish_runs(RUN_SECONDS))
            group.create_task(super().shutdown(sockets))
        cut_off = set(self.server_state.tasks)
        if cut_off:
            await asyncio.wait(cut_off, timeout=_CUT_SECONDS)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {
            number: signal.signal(number, self.handle_exit)
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol left open, asyncio would not know it for TCP and leave its delays on: a
    # reply's head and body go in two pieces, and the second would wait 40 ms for a receipt.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # there it would let two servers share a port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise PortTakenError(
            f"Octavo cannot listen at {host}, port {port}: {error.strerror}.",
            hint="Choose another --port; 0 takes any that is free.",
        ) from error
    return listening


def _check_host(host: str, behind_tls: str | None) -> None:
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        raise InputError(
            f"“{host}” is not an address to listen at.", hint="Use 127.0.0.1 or ::1."
        ) from None
    if not address.is_loopback and behind_tls is None:
        raise InputError(
            f"At {host} other machines could reach Octavo, and nothing would be encrypted.",
            title="Not without TLS",
            hint="Put a proxy with TLS in front and name it: --behind-tls octavo.example.org",
        )


def _token(file: Path | None) -> tuple[str, bool]:
    """Return the token, and whether it was made up here."""
    if file is not None:
        token = _read_token(file)
        source = f"The file “{file}”"
    elif "OCTAVO_TOKEN" in os.environ:
        token = os.environ["OCTAVO_TOKEN"].strip()
        source = "OCTAVO_TOKEN"
    else:
        return secrets.token_urlsafe(32), True
    if len(token) < MIN_TOKEN or not token.isascii() or not token.isprintable() or " " in token:
        raise InputError(
            f"{source} holds no usable token.",
            hint=f"A token has at least {MIN_TOKEN} ASCII characters and no spaces.",
        )
    return token, False


def _read_token(file: Path) -> str:
    try:
        status = file.stat()
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise InputError(f"The token file “{file}” cannot be read: {reason}.") from error
    if os.name == "posix" and status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        say(f"Others may read the token file “{file}”.", f"Use: chmod 600 {file}")
    return token
