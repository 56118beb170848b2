"""The signed list of releases that the notice of newer versions reads.

It is signed with openssl and an Ed25519 key that its owner makes once and keeps secret:

    openssl genpkey -algorithm ed25519 -out octavo-releases.pem

The public half, which `build.py feed` prints, and the list's address stand in
``resources/publisher.toml``; only programs built with them can tell of newer versions.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import subprocess
import tempfile
from pathlib import Path

from installers import layout
from installers.layout import BuildError, epoch, version

NAME = "releases.json"


def write(key: Path, page: str) -> Path:
    """Write the list for the version of the sources; return the file.

    Args:
        key: The private key, in PEM.
        page: The https address of a page about the release.

    Raises:
        BuildError: the address is no https one, or openssl cannot sign with the key.
    """
    if not page.startswith("https://"):
        raise BuildError("The page of a release needs an https address: --page https://…")
    day = dt.datetime.fromtimestamp(epoch(), dt.UTC).date().isoformat()
    signed = json.dumps({"version": version(), "date": day, "page": page})
    with tempfile.TemporaryDirectory() as folder:
        message = Path(folder, "message")
        message.write_bytes(signed.encode())
        options = ["-sign", "-rawin", "-inkey", str(key), "-in", str(message)]
        signature = _openssl("pkeyutl", *options)
    layout.DIST.mkdir(exist_ok=True)
    target = layout.DIST / NAME
    envelope = {"signed": signed, "signature": base64.b64encode(signature).decode()}
    target.write_text(json.dumps(envelope, indent=1) + "\n", encoding="utf-8")
    return target


def public_key(key: Path) -> str:
    """Return the public half of a private key, as ``resources/publisher.toml`` has it.

    Raises:
        BuildError: it is no Ed25519 key.
    """
    encoded = _openssl("pkey", "-in", str(key), "-pubout", "-outform", "DER")
    head = bytes.fromhex("302a300506032b6570032100")  # RFC 8410: all before the key itself
    if len(encoded) != len(head) + 32 or not encoded.startswith(head):
        raise BuildError(f"{key} is no Ed25519 key.")
    return base64.b64encode(encoded[len(head) :]).decode()


def refuse_unknown(key: Path) -> None:
    """Refuse a private key whose lists no Octavo of these sources would believe.

    Raises:
        BuildError: ``resources/publisher.toml`` has the public half of another key.
    """
    told = layout.updates()["key"]
    if told and told != public_key(key):
        raise BuildError(
            f"{key} is not the key whose public half is in resources/publisher.toml: "
            "no Octavo would believe this list."
        )


def _openssl(*arguments: str) -> bytes:
    try:
        done = subprocess.run(["openssl", *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise BuildError("“openssl” is not installed here.") from error
    if done.returncode != 0:
        raise BuildError(f"openssl: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout
