"""A publisher's key, and lists of releases signed with it as `packaging/build.py feed` signs."""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = base64.b64encode(PRIVATE.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
NEWER = {"version": "9.0.0", "date": "2026-12-24", "page": "https://octavo.example/9.0.0"}


def envelope(inner: Any, key: Ed25519PrivateKey = PRIVATE) -> dict[str, str]:
    """Return a signed list."""
    signed = inner if isinstance(inner, str) else json.dumps(inner)
    signature = base64.b64encode(key.sign(signed.encode())).decode()
    return {"signed": signed, "signature": signature}
